def load():
    global time
    import time


def stamp(when: "time.struct_time"):
    return when


async def blink(lamp):
    import asyncio

    await asyncio.sleep(0.001)
    lamp.append("on")
    return lamp
