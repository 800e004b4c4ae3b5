import asyncio
from types import SimpleNamespace


def check(case):
    timers = [SimpleNamespace(when=when) for when in (3e9, 1e9, 2e9)]
    late, newest = asyncio.run(case.next_due(timers, 2))
    return late, newest, timers
