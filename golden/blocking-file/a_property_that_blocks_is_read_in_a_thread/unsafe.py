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
        return (await asyncio.to_thread(getattr, self, "values"))[key]

    async def all(self):
        return await asyncio.to_thread(getattr, self, "values")

    def _move_sync(self):
        return self.parent

    async def move(self, path):
        before = (
            self
            .path
        )
        (await asyncio.to_thread(getattr, self, "parent")).path = path
        await asyncio.sleep(0)
        return before, f"{(await asyncio.to_thread(self._move_sync)).path} and {(await self.all())['name']!r}"

    def _text_sync(self):
        return self.__private

    async def text(self):
        return len(await asyncio.to_thread(self._text_sync))


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
