import asyncio


async def report(jobs):
    started = asyncio.get_event_loop().time()

    def elapsed():
        return asyncio.get_event_loop().time() - started

    lines = []
    for job in jobs:
        await job()
        lines.append(f"elapsed: {elapsed() >= 0}")
    return lines
