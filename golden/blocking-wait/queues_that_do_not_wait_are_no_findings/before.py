import asyncio
import queue


async def drain(items: queue.Queue):
    found = []
    while True:
        try:
            found.append(items.get_nowait())
            found.append(items.get(block=False))
            found.append(items.get(False))
        except queue.Empty:
            return found


async def own(items: asyncio.Queue):
    items.put_nowait(1)
    await items.put(2)
    return await items.get(), await items.get(), items.qsize()


class Journal:
    """A queue without a maximum size takes everything at once."""

    def __init__(self):
        self.entries = queue.Queue()
        self.urgent = queue.PriorityQueue(maxsize=0)

    async def note(self, entry):
        self.entries.put(entry)
        self.urgent.put((1, entry))
