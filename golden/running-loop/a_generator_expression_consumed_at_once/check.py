import asyncio


def check(case):
    return asyncio.run(case.fetch_all(str.upper, ["a.html", "b.html"], [1e12, 2e12]))
