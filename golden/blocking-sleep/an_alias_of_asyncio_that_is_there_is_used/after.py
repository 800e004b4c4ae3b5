import asyncio as aio


async def heartbeat(beats):
    for _ in range(3):
        beats.append("beat")
        await aio.sleep(0.001)
    return beats


def run(beats):
    return aio.run(heartbeat(beats))
