import asyncio


class Led:
    def __init__(self):
        self.log = []

    def on(self):
        self.log.append("on")

    def off(self):
        self.log.append("off")


def check(case):
    return asyncio.run(case.blink(Led())), asyncio.run(case.nap())
