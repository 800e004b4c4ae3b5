import asyncio

import redis

client = redis.Redis()


def job() -> object:
    return client.blpop("jobs", timeout=0)


async def direct() -> object:
    return client.blpop("jobs", 5)


async def by_a_helper() -> object:
    return job()


async def at_once() -> object:
    return await asyncio.to_thread(client.get, "jobs")
