from asyncio import AbstractEventLoop, get_event_loop, get_running_loop, wait_for


def default_loop() -> AbstractEventLoop:
    return get_event_loop()


async def ping(connection, timeout=5.0):
    started = get_running_loop().time()
    await wait_for(connection.ping(), timeout)
    return get_running_loop().time() - started
