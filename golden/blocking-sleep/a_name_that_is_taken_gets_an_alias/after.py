import asyncio
import asyncio as asyncio_


async def connect(host, asyncio=True):
    """Old drivers take a flag `asyncio`."""
    await asyncio_.sleep(0.001)
    return host, asyncio


async def reconnect(host):
    await asyncio.sleep(0.001)
    return await connect(host, asyncio=False)


async def modes():
    await asyncio_.sleep(0.001)
    names = [asyncio for asyncio in ("on", "off")]
    for asyncio in names:
        await asyncio_.sleep(0.001)
    return names
