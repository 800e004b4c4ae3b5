import asyncio


def check(case):
    return asyncio.run(case.connect("db")), asyncio.run(case.reconnect("db")), asyncio.run(case.modes())
