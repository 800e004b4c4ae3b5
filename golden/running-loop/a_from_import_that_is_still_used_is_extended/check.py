import asyncio
from types import SimpleNamespace


def check(case):
    async def ping():
        await asyncio.sleep(0)

    return asyncio.run(case.ping(SimpleNamespace(ping=ping))) >= 0
