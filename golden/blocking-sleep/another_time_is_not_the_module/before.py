from datetime import datetime, time
from app.testing import sleep
from ..compat import time as clock


async def at_noon(job):
    noon = time(12, 0)
    time.sleep(1)
    sleep(1)
    clock.sleep(1)
    job.schedule(datetime.combine(job.day, noon))
