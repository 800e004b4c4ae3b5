import asyncio
import threading


def check(case):
    return asyncio.run(case.transfer(threading.Lock(), asyncio.Semaphore(), 10, []))
