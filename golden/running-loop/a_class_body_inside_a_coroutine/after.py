import asyncio


async def session(user):
    class Session:
        opened = asyncio.get_running_loop().time()
        owner = user

    return Session
