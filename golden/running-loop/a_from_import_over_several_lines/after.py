from asyncio import (
    CancelledError,
    create_task,
    get_event_loop,  # the loop of the caller
    get_running_loop,
)
from contextlib import suppress


class Ticker:
    def __init__(self, loop=None):
        self.loop = loop or get_event_loop()

    async def run(self, tick):
        task = create_task(tick(get_running_loop().time()))
        with suppress(CancelledError):
            await task
