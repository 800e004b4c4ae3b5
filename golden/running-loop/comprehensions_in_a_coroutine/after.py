import asyncio


async def measure(jobs):
    started = [asyncio.get_running_loop().time() for _ in jobs]
    results = {name: await asyncio.get_running_loop().run_in_executor(None, job) for name, job in jobs.items()}
    late = {name for name in results if asyncio.get_running_loop().time() < min(started)}
    return results, late
