import time


async def pulses(count):
    for number in range(count):
        got = yield time.sleep(0.001) or number
        if got and (slept := time.sleep(got)) is None:
            yield "slept", slept


async def tick():
    return time.sleep(0.001)


async def both():
    return (yield_ := time.sleep(0.001)), yield_
