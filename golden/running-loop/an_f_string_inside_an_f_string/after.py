import asyncio


async def summary(jobs):
    return f"{len(jobs)} jobs: {', '.join(f'{name} {asyncio.get_running_loop().time() >= start}' for name, start in jobs)}"
