import asyncio
import json


class Settings:
    def __init__(self, path):
        self.path = path

    @property
    def values(self):
        with open(self.path) as f:
            return json.load(f)

    @property
    def parent(self) -> "Settings":
        with open(self.path) as f:
            return Settings(json.load(f)["parent"])

    @property
    def __private(self):
        with open(self.path) as f:
            return f.read()

    async def get(self, key):
        return self.values[key]

    async def all(self):
        return await asyncio.to_thread(getattr, self, "values")

    async def move(self, path):
        before = (
            self
            .path
        )
        self.parent.path = path
        await asyncio.sleep(0)
        return before, f"{self.parent.path} and {(await self.all())['name']!r}"

    async def text(self):
        return len(self.__private)


def _names_sync(settings: list[Settings]):
    return [one.values["name"] for one in settings]


def _names_sync_2(found, settings: list[Settings]):
    if found and settings[0].values["name"] == found[0]:
        return found
    return []


async def names(settings: list[Settings]):
    found = await asyncio.to_thread(_names_sync, settings)
    await asyncio.sleep(0)
    return await asyncio.to_thread(_names_sync_2, found, settings)
