import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


class LeftInThread_:
    """What leaves a context manager in a thread."""

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    async def __aenter__(self) -> Any:
        return self._manager.__enter__()

    async def __aexit__(self, *raised: Any) -> Any:
        leaving = asyncio.ensure_future(asyncio.to_thread(self._manager.__exit__, *raised))
        try:
            return await asyncio.shield(leaving)
        finally:
            await asyncio.wait([leaving])


async def first(jobs: list[Callable[[], int]]) -> int:
    loop = asyncio.get_running_loop()
    async with LeftInThread_(ThreadPoolExecutor(max_workers=1)) as pool:
        others = [loop.run_in_executor(pool, job) for job in jobs]
        return await others[0]


class LeftInThread:
    """Something else of this name."""
