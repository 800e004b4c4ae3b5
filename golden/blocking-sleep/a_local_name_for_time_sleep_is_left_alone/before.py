import time


async def poll(job, fast=False):
    wait = time.sleep
    while not job.done:
        wait(0.2)
    if (snooze := time.sleep) and not fast:
        snooze(0.2)
