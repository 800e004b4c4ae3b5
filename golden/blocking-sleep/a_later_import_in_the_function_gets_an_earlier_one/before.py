import asyncio
import time


async def probe(host):
    time.sleep(0.001)
    if host:
        import asyncio
        await asyncio.sleep(0)
    return host


def run(host):
    return asyncio.run(probe(host))
