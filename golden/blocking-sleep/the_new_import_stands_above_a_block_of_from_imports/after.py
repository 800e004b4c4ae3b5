import asyncio
from collections import defaultdict
from time import perf_counter
from typing import Iterable


async def measure(steps: Iterable, pause: float = 0.001):
    took = defaultdict(list)
    for step in steps:
        start = perf_counter()
        step()
        took[step.__name__].append(perf_counter() - start > 0)
        await asyncio.sleep(pause)
    return dict(took)
