import asyncio
import queue
import threading


class Mailbox:
    def __init__(self):
        self._items = queue.Queue()
        self._lock = threading.Lock()
        self._seen = 0

    def put(self, item):
        self._items.put(item)

    def take(self):
        return self._items.get(timeout=1)

    def count(self):
        with self._lock:
            self._seen += 1
            return self._seen

    async def next(self):
        return await asyncio.to_thread(self.take)

    async def send(self, item):
        self.put(item)
        return self.count()


def confirm(question):
    return input(question) == "y"


def _sure_sync(box: Mailbox):
    if not confirm("sure? "):
        return None
    return box.take()


async def sure(box: Mailbox):
    return await asyncio.to_thread(_sure_sync, box)
