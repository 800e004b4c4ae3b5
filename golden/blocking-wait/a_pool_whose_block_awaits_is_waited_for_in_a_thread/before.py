import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


async def first(jobs: list[Callable[[], int]]) -> int:
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(max_workers=1) as pool:
        others = [loop.run_in_executor(pool, job) for job in jobs]
        return await others[0]


class LeftInThread:
    """Something else of this name."""
