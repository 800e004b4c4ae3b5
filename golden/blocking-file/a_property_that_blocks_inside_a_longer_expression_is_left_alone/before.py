import json


class Settings:
    def __init__(self, path):
        self.path = path

    @property
    def values(self):
        with open(self.path) as f:
            return json.load(f)

    async def get(self, key):
        return self.values[key]

    async def all(self):
        return self.values
