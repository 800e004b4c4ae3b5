import threading


class Counter:
    def __init__(self):
        self._lock = threading.Lock()
        self.value = 0

    async def add(self):
        with self._lock:
            self.value += 1

    async def add_slowly(self, wait):
        with self._lock:
            await wait()
            self.value += 1

    async def by_hand(self):
        self._lock.acquire()
        try:
            return self.value
        finally:
            self._lock.release()

    async def if_free(self):
        if self._lock.acquire(blocking=False):
            self._lock.release()
            return True
        return False
