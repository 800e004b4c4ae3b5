import asyncio


def check(case):
    return asyncio.run(case.nap(0.001)), case.get_event_loop.__name__
