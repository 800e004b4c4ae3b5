import queue


async def items(source: queue.Queue):
    while (item := source.get()) is not None:
        yield item


async def collected(source: queue.Queue):
    return [item async for item in items(source)]
