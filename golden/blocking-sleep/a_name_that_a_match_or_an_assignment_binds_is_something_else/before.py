import time


async def dispatch(message):
    match message:
        case {"at": time}:
            time.sleep(0.2)
        case [*time] | {**time}:
            time.sleep(0.2)


async def measure(clocks):
    if (time := clocks.get("fake")) is not None:
        time.sleep(0.2)


async def simulate(clocks):
    time, speed = clocks.pair()
    time.sleep(0.2 / speed)


async def collect(clocks):
    [time := clock for clock in clocks]
    time.sleep(0.2)


async def define():
    class time:
        sleep = staticmethod(print)

    time.sleep(0.2)
