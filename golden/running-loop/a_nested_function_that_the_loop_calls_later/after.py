import asyncio


async def rotate(token, refresh, lifetime):
    loop = asyncio.get_running_loop()

    def expire():
        token.clear()
        asyncio.get_running_loop().create_task(refresh(token))

    handle = loop.call_later(lifetime, expire)
    loop.call_at(loop.time() + lifetime, expire)
    return handle
