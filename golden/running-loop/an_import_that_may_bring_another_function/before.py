try:
    from asyncio import get_running_loop
except ImportError:  # Python 3.6
    from asyncio import get_event_loop as get_running_loop


async def now():
    return get_running_loop().time()
