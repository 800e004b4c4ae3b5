import asyncio
import time


class TokenBucket:
    """Lets `rate` requests a second through."""

    def __init__(self, rate: float) -> None:
        self.interval = 1 / rate
        self.next_at = time.monotonic()

    async def acquire(self) -> float:
        wait = self.next_at - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        now = time.monotonic()
        return now
