import asyncio


def check(case):
    cache = case.Cache()
    return (
        asyncio.run(cache.put("a", b"x" * 50)),
        asyncio.run(cache.put("a", b"")),
        asyncio.run(cache.count(b"x" * 50)),
        asyncio.run(case.add(b"x")),
        asyncio.run(case.add(b"y")),
    )
