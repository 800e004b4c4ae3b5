import asyncio


def check(case):
    return asyncio.run(case.make_handler(0.001)({"body": "hello"}))
