import asyncio


def check(case):
    return asyncio.run(case.run_all([lambda: "a", lambda: "b"]))
