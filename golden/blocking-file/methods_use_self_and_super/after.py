import asyncio
import json


def _read_first(path):
    with open(path) as f:
        return f.read(1)


def _write_file(path):
    with open(path, "a"):
        pass


class Store:
    def __init__(self, path):
        self.path = path
        self.items = {}

    def _load_sync(self):
        with open(self.path) as f:
            self.items = json.load(f)

    async def load(self):
        await asyncio.to_thread(self._load_sync)

    async def save(self):
        with open(self.path, "w") as f:
            json.dump(self.items, f)

    @classmethod
    async def at(cls, path):
        first = await asyncio.to_thread(_read_first, path)
        store = cls(path)
        store.items = {"first": first}
        return store

    @staticmethod
    async def touch(path):
        await asyncio.to_thread(_write_file, path)
        return path


class Backup(Store):
    async def save(self):
        await super().save()
        with open(f"{self.path}.bak", "w") as f:
            f.write(repr(super().__repr__() is not None))
            f.write(str(self.__size()))

    def __size(self):
        return len(self.items)
