import asyncio


def check(case):
    log = []
    asyncio.run(case.migrate(["users", "orders"], log))
    return log
