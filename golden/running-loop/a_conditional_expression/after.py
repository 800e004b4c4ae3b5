import asyncio


class Downloader:
    def __init__(self, loop=None):
        self.loop = loop

    async def submit(self, function, *args):
        loop = self.loop if self.loop is not None else asyncio.get_running_loop()
        return await loop.run_in_executor(None, function, *args)

    async def attach(self):
        self.loop = self.loop or asyncio.get_running_loop()
        return self
