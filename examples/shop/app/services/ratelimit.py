import time as _time


class RateLimiter:
    """Lets each key through at most `rate` times a second; the others queue up."""

    def __init__(self, rate: float) -> None:
        self.interval = 1 / rate
        self._next: dict[str, float] = {}

    async def acquire(self, key: str) -> float:
        """Returns the seconds that the caller had to wait."""
        now = _time.monotonic()
        slot = max(now, self._next.get(key, 0.0))
        self._next[key] = slot + self.interval
        if (wait := slot - now) > 0:
            _time.sleep(wait)
        return wait

    def forget(self) -> None:
        self._next.clear()
