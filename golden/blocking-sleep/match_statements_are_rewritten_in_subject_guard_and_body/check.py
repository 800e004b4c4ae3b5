import asyncio


def check(case):
    events = [{"type": "ping", "wait": 0.001}, ["retry", 1, 2], None]
    return [asyncio.run(case.handle(event)) for event in events]
