import asyncio


async def dump(log):
    log.debug(f"{asyncio.get_event_loop()=}")
    log.debug(f"{asyncio.get_event_loop().is_running() = !s:>8} and {asyncio.get_running_loop().get_debug()}")
