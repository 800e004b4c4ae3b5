import configparser
from pathlib import Path


class Settings:
    def __init__(self, folder="."):
        self.parser = configparser.ConfigParser()
        self.folder = Path(folder)
        self.seen = {}

    async def set(self, section, values):
        self.parser[section] = values

    async def load(self, name):
        self.parser.read(name)

    async def note(self, name):
        text = (self.folder / name).read_text()
        self.seen[name] = len(text)


async def size(path=Path("settings.ini")):
    return path.stat().st_size
