import asyncio as aio
import time as t


async def heartbeat(beats):
    for _ in range(3):
        beats.append("beat")
        t.sleep(0.001)
    return beats


def run(beats):
    return aio.run(heartbeat(beats))
