import trio as t
from trio import sleep as snooze, CancelScope


async def sample(sensor):
    with CancelScope():
        await t.sleep(sensor.warm_up)
    await t.lowlevel.checkpoint()


async def poll(sensor):
    await t.sleep(1)
    await snooze(1)
