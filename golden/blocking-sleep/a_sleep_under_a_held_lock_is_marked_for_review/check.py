import asyncio


def check(case):
    cache = case.Cache()
    asyncio.run(cache.put("a", 1))
    return cache.rows, asyncio.run(cache.unlocked())
