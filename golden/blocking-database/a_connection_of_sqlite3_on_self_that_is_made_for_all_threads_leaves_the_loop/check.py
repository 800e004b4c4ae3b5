import asyncio
import os
import tempfile


def check(case):
    async def use(cache):
        await cache.put("a", b"1")
        await cache.put("a", b"2")
        return await cache.get("a"), await cache.get("b")

    with tempfile.TemporaryDirectory() as folder:
        cache = case.Cache(os.path.join(folder, "cache.db"))
        answer = asyncio.run(use(cache))
        cache.con.close()
        return answer
