import asyncio
import time


async def count_bytes(urls, fetch):
    return sum(len(fetch(url)) for url in (await asyncio.sleep(0.001) or urls))


async def all_healthy(hosts, ping):
    return all(time.sleep(0.2) or ping(host) for host in hosts)


async def slow_rows(tables):
    rows = (row for table in tables for row in (time.sleep(0.2) or table))
    return [row async for row in as_stream(rows)]


async def slow_pairs(left, right):
    return dict((a, [time.sleep(0.2) or b for b in right]) for a in left)


async def as_stream(rows):
    for row in rows:
        yield row
