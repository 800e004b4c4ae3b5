import asyncio
import time
from functools import lru_cache


async def boot(device):  # asyncfix: skip
    time.sleep(0.1)
    for port in device.ports:
        time.sleep(0.1)


# asyncfix: skip[blocking-sleep]
@lru_cache
async def reset(device):
    time.sleep(0.1)


@lru_cache  # asyncfix: skip
async def probe(
    device,
    retries=3,
):
    time.sleep(0.1)


async def shut_down(
    device,  # asyncfix: skip
):
    async def wait():
        time.sleep(0.1)

    await wait()


class Simulator:  # asyncfix: skip
    """Blocks on purpose."""

    async def run(self):
        time.sleep(0.1)

    def make(self):
        async def inner():
            time.sleep(0.1)

        return inner


async def after_all(device):
    """Not silenced."""  # asyncfix: skip[running-loop]
    await asyncio.sleep(0.1)
