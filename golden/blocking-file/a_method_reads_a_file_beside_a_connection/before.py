import sqlite3


class Spool:
    def __init__(self, path):
        self.path = path
        self.connection = sqlite3.connect(":memory:")

    async def read(self):
        with open(self.path) as f:
            return f.read()
