import asyncio
import warnings


def check(case):
    warnings.simplefilter("ignore", DeprecationWarning)
    clock = asyncio.run(case.make_clock())
    asyncio.set_event_loop(asyncio.new_event_loop())
    return clock() >= 0
