import asyncio


async def next_due(timers, limit):
    timers.sort(key=lambda timer: timer.when - asyncio.get_event_loop().time())
    late = min(timers, key=lambda timer: abs(timer.when - asyncio.get_event_loop().time()))
    return late, sorted(timers, key=lambda timer: asyncio.get_event_loop().time() - timer.when)[:limit]
