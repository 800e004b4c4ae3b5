import asyncio


def check(case):
    answers = iter([False, True])
    return asyncio.run(case.wait_for_port(lambda port: next(answers), 8080))
