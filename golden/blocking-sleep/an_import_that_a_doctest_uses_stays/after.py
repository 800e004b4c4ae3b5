import asyncio
from datetime import timedelta
import time


async def pause(delay: timedelta) -> None:
    """Wait.

    >>> begin = time.monotonic()
    >>> asyncio.run(pause(timedelta(milliseconds=2)))
    >>> time.monotonic() - begin > 0.001
    True
    """
    await asyncio.sleep(delay.total_seconds())
