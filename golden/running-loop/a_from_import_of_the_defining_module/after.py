from asyncio.events import AbstractEventLoop, get_running_loop


async def current() -> AbstractEventLoop:
    return get_running_loop()
