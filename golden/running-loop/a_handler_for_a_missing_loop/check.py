import asyncio


def check(case):
    return asyncio.run(case.run_blocking(divmod, 7, 2))
