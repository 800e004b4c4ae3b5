import asyncio


def schedule(coroutine):
    return asyncio.get_event_loop().create_task(coroutine)


class Worker:
    def __init__(self, loop=None):
        self.loop = loop or asyncio.get_event_loop()

    def run(self, coroutine):
        return asyncio.get_event_loop().run_until_complete(coroutine)

    def __del__(self):
        asyncio.get_event_loop().create_task(self.close())

    async def close(self):
        self.loop = None
