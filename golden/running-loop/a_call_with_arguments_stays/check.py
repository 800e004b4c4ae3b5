import asyncio


def check(case):
    try:
        asyncio.run(case.start(None, {}))
    except TypeError:
        return "TypeError"
