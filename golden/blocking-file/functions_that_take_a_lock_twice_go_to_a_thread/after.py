import asyncio
import threading


class Store:
    def __init__(self, path):
        self.path = path
        self._lock = threading.RLock()

    def read(self):
        with self._lock:
            with open(self.path) as f:
                return f.read()

    def size(self):
        with self._lock:
            return len(self.read())

    async def tell(self):
        size = await asyncio.to_thread(self.size)
        await asyncio.sleep(0)
        return size
