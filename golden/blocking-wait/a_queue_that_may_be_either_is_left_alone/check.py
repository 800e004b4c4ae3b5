import asyncio
import queue


def check(case):
    return asyncio.run(case.either(True)), asyncio.run(case.rebound(queue.Queue()))
