import time


def freeze(clock):
    global time
    time = clock


async def tick():
    time.sleep(0.2)


def make_ticker():
    from time import sleep

    def use(other):
        nonlocal sleep
        sleep = other

    async def tick():
        sleep(0.2)

    return use, tick
