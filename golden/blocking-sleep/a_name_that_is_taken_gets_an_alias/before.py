import time


async def connect(host, asyncio=True):
    """Old drivers take a flag `asyncio`."""
    time.sleep(0.001)
    return host, asyncio


async def reconnect(host):
    time.sleep(0.001)
    return await connect(host, asyncio=False)


async def modes():
    time.sleep(0.001)
    names = [asyncio for asyncio in ("on", "off")]
    for asyncio in names:
        time.sleep(0.001)
    return names
