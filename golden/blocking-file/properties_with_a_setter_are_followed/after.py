import asyncio


class Settings:
    def __init__(self, path):
        self.path = path

    @property
    def text(self):
        with open(self.path) as f:
            return f.read()

    @text.setter
    def text(self, value):
        self.value = value


async def load(path):
    settings = Settings(path)
    text = await asyncio.to_thread(getattr, settings, "text")
    return text
