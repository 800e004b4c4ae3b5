import asyncio


def check(case):
    return [asyncio.run(step([])) for step in (case.reconnect, case.poll, case.close)]
