import asyncio


class Sample:
    time = None
    sleep = 0.001

    async def take(self):
        await asyncio.sleep(self.sleep)
        self.time = self.sleep
        return self.time

    async def take_again(self):
        self.time.sleep(0.001)
