import asyncio
import os


class Log:
    def __init__(self, path):
        self.path = path
        self.written = 0
        self.size = None

    async def add(self, line):
        with open(self.path, "a") as f:
            self.written += f.write(line)

    async def measure(self):
        self.size = await asyncio.to_thread(os.path.getsize, self.path)
        return self.size
