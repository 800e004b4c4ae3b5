import queue


async def pair(left: queue.Queue, right: queue.Queue):
    return left.get(), right.get()


async def joined(sources: list[queue.Queue]):
    return "".join(source.get() for source in sources), [source.get() for source in sources]


async def text(source: queue.Queue):
    return f"{source.get()!r} {source.get():>4}"
