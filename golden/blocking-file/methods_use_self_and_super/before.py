import json


class Store:
    def __init__(self, path):
        self.path = path
        self.items = {}

    async def load(self):
        with open(self.path) as f:
            self.items = json.load(f)

    async def save(self):
        with open(self.path, "w") as f:
            json.dump(self.items, f)

    @classmethod
    async def at(cls, path):
        with open(path) as f:
            first = f.read(1)
        store = cls(path)
        store.items = {"first": first}
        return store

    @staticmethod
    async def touch(path):
        with open(path, "a"):
            pass
        return path


class Backup(Store):
    async def save(self):
        await super().save()
        with open(f"{self.path}.bak", "w") as f:
            f.write(repr(super().__repr__() is not None))
            f.write(str(self.__size()))

    def __size(self):
        return len(self.items)
