import asyncio


def check(case):
    return asyncio.run(case.ask()), asyncio.run(case.given(len))
