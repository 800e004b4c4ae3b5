import asyncio


async def wait_for_banner(port, attempts=5):
    while await asyncio.sleep(0.001) or not port.is_open():
        attempts -= 1
        if not attempts:
            raise TimeoutError("port %s stayed closed" % port)
    if port.banner and await asyncio.sleep(0.001) is None:
        return port.banner
    elif await asyncio.sleep(0.001) or port.fallback:
        assert await asyncio.sleep(0.001) is None, "sleep gave something"
        return port.fallback
