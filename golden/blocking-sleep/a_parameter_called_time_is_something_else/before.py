import time


async def step(world, time):
    time.sleep(world.dt)
    return world, time.now


async def fast(world, *, sleep=time.monotonic):
    sleep()
    return [time.sleep(1) for time in world.clocks]


async def replay(world):
    for time in world.clocks:
        time.sleep(0.2)
    return (lambda time: time.sleep(1)), time


async def stop(world):
    async with world.clock() as time:
        time.sleep(0.2)
    time.sleep(0.2)


async def guess(world):
    try:
        world.tick()
    except TimeoutError as time:
        time.sleep(0.2)
