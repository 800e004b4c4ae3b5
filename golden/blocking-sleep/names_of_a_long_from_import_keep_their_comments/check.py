import asyncio


def check(case):
    answers = iter([False, False, True])
    return asyncio.run(case.until(lambda: next(answers), 5)) > 0
