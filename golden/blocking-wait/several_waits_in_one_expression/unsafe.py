import asyncio
import queue


def _pair_sync(left: queue.Queue, right: queue.Queue):
    return left.get(), right.get()


async def pair(left: queue.Queue, right: queue.Queue):
    return await asyncio.to_thread(_pair_sync, left, right)


def _joined_sync(sources: list[queue.Queue]):
    return "".join(source.get() for source in sources), [source.get() for source in sources]


async def joined(sources: list[queue.Queue]):
    return await asyncio.to_thread(_joined_sync, sources)


def _text_sync(source: queue.Queue):
    return f"{source.get()!r} {source.get():>4}"


async def text(source: queue.Queue):
    return await asyncio.to_thread(_text_sync, source)
