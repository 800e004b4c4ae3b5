import asyncio
import threading


def check(case):
    event = threading.Event()
    event.set()
    return asyncio.run(case.ready(event)), asyncio.run(case.met(threading.Barrier(1)))
