import asyncio


def check(case):
    return asyncio.run(case.both({"a.txt": "one", "b.txt": "two"}))
