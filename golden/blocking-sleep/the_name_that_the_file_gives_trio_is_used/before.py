from time import sleep

import trio as t
from trio import sleep as snooze, CancelScope


async def sample(sensor):
    with CancelScope():
        sleep(sensor.warm_up)
    await t.lowlevel.checkpoint()


async def poll(sensor):
    sleep(1)
    await snooze(1)
