import asyncio


async def clock(simulated, started):
    def now():
        return asyncio.get_event_loop().time()

    if simulated:
        now = simulated.now
    return now() - started
