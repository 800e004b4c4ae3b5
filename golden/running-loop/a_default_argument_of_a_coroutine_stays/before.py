import asyncio


async def fetch(session, url, loop=asyncio.get_event_loop()):
    started = loop.time()
    body = await session.read(url)
    return body, loop.time() - started
