import asyncio
from functools import lru_cache


async def resolve(hosts, scheduler):
    @lru_cache(maxsize=None)
    def started():
        return asyncio.get_event_loop().time()

    @scheduler.every(60)
    def refresh():
        asyncio.get_event_loop().create_task(resolve(hosts, scheduler))

    return {host: started() for host in hosts}
