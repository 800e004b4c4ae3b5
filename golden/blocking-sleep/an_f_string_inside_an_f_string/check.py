import asyncio


def check(case):
    return asyncio.run(case.status_line("ada lovelace"))
