import asyncio
import threading

write_lock = threading.RLock()


class Cache:
    def __init__(self):
        self._lock = threading.Lock()
        self.rows = {}

    async def put(self, key, value):
        with self._lock:
            await asyncio.sleep(0.001)
            self.rows[key] = value

    async def put_slowly(self, key, value, journal):
        with open(journal) as lines, write_lock:
            await asyncio.sleep(0.001)
        with threading.Semaphore(2):
            await asyncio.sleep(0.001)
        with journal.lock("rows"):
            await asyncio.sleep(0.001)

    async def unlocked(self):
        with self._lock:
            size = len(self.rows)
        await asyncio.sleep(0.001)
        return size
