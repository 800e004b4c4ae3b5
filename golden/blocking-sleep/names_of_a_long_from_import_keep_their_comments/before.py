from time import (
    monotonic,  # for deadlines
    perf_counter,
    sleep,  # seconds
)
from typing import (
    Callable, Awaitable,
)


async def until(ready: Callable[[], bool], timeout: float) -> Awaitable:
    deadline = monotonic() + timeout
    while not ready():
        if monotonic() > deadline:
            raise TimeoutError(perf_counter())
        sleep(0.001)
    return deadline
