import os
import time

from app.testing import FakeClock

if os.environ.get("FAKE_CLOCK"):
    time = FakeClock()


async def wait(seconds):
    time.sleep(seconds)


async def wait_until(moment, local_clock=None):
    if local_clock:
        import fasttime as clock
    else:
        import time as clock
    clock.sleep(moment - clock.monotonic())
