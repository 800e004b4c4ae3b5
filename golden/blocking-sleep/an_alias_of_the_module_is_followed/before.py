import functools as ft, time as clock
import os.path as p


async def throttle(seconds, *calls):
    clock.sleep(seconds)
    return ft.reduce(p.join, calls)
