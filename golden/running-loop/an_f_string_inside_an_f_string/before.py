import asyncio


async def summary(jobs):
    return f"{len(jobs)} jobs: {', '.join(f'{name} {asyncio.get_event_loop().time() >= start}' for name, start in jobs)}"
