import asyncio


def check(case):
    counter = case.Counter()
    asyncio.run(counter.add())
    return counter.value, asyncio.run(counter.by_hand()), asyncio.run(counter.if_free())
