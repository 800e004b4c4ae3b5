asyncio = "not the module"

import time as clock
import json
import asyncio as asyncio_


async def wait(delays):
    await asyncio_.sleep(0.001)
    await asyncio_.sleep(0.001)
    return json.dumps([delays, asyncio]), clock.monotonic() > 0
