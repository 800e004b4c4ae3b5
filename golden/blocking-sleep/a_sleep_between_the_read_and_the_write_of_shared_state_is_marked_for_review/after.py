import asyncio
import time

served = 0


class Limiter:
    def __init__(self, rate):
        self.rate = rate
        self.tokens = rate
        self.by_user = {}

    async def take(self):
        left = self.tokens
        time.sleep(0.001)
        self.tokens = left - 1

    async def take_then_count(self):
        self.tokens -= 1
        time.sleep(0.001)
        return self.tokens

    async def take_safely(self):
        left = self.tokens
        await asyncio.sleep(0.001)
        await asyncio.sleep(0)
        self.tokens = left - 1

    async def first_of(self, user):
        if user not in self.by_user:
            time.sleep(0.001)
            self.by_user[user] = self.rate


async def serve():
    global served
    before = served
    time.sleep(0.001)
    served = before + 1
    return served
