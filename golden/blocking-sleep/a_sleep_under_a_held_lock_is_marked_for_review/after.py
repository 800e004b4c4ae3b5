import asyncio
import threading
import time

write_lock = threading.RLock()


class Cache:
    def __init__(self):
        self._lock = threading.Lock()
        self.rows = {}

    async def put(self, key, value):
        with self._lock:
            time.sleep(0.001)
            self.rows[key] = value

    async def put_slowly(self, key, value, journal):
        with open(journal) as lines, write_lock:
            time.sleep(0.001)
        with threading.Semaphore(2):
            time.sleep(0.001)
        with journal.lock("rows"):
            time.sleep(0.001)

    async def unlocked(self):
        with self._lock:
            size = len(self.rows)
        await asyncio.sleep(0.001)
        return size
