import asyncio


def check(case):
    hashed = asyncio.run(case.register("x"))
    return hashed, asyncio.run(case.HASHER.login("x", hashed)), asyncio.run(case.HASHER.login("y", hashed))
