import time

from nicegui import run


async def in_home_assistant(hass):
    await hass.async_add_executor_job(time.sleep, 1)
    await hass.async_add_executor_job(lambda: time.sleep(1))


async def in_nicegui():
    await run.io_bound(time.sleep, 1)
    await run.cpu_bound(lambda: time.sleep(1))
