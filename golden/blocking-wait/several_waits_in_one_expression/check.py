import asyncio
import queue


def check(case):
    sources = [queue.Queue(), queue.Queue()]
    for item in "abcdefgh":
        for source in sources:
            source.put(item)
    return asyncio.run(case.pair(*sources)), asyncio.run(case.joined(sources)), asyncio.run(case.text(sources[0]))
