"""Loop helpers.

>>> get_event_loop()
<_UnixSelectorEventLoop running=True closed=False debug=False>
"""

from asyncio import get_event_loop, get_running_loop, sleep

__all__ = ["get_event_loop", "nap"]


async def nap(seconds):
    started = get_running_loop().time()
    await sleep(seconds)
    return get_running_loop().time() - started >= seconds
