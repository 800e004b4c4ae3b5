import asyncio


def check(case):
    answers = iter([False, True])
    return asyncio.run(case.wait_until(lambda: next(answers), 5))
