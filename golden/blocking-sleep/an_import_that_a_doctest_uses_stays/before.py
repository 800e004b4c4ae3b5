from datetime import timedelta
import time


async def pause(delay: timedelta) -> None:
    """Wait.

    >>> begin = time.monotonic()
    >>> asyncio.run(pause(timedelta(milliseconds=2)))
    >>> time.monotonic() - begin > 0.001
    True
    """
    time.sleep(delay.total_seconds())
