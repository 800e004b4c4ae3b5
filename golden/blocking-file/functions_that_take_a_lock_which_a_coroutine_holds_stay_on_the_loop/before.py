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

    async def tell(self):
        with self._lock:
            await asyncio.sleep(0)
            return self.read()
