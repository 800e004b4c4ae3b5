asyncio = "not the module"

import time as clock;import time
import json
import time; from time import sleep


async def wait(delays):
    sleep(0.001)
    time.sleep(0.001)
    return json.dumps([delays, asyncio]), clock.monotonic() > 0
