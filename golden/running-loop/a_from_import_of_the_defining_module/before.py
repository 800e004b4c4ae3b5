from asyncio.events import AbstractEventLoop, get_event_loop


async def current() -> AbstractEventLoop:
    return get_event_loop()
