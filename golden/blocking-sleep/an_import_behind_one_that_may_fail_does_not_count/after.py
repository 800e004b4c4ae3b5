import asyncio

try:
    import uvloop_of_another_platform
    import asyncio
except ImportError:
    uvloop_of_another_platform = None


async def warm_up(caches):
    for cache in caches:
        await asyncio.sleep(0.001)
        cache.append("warm")
    return caches
