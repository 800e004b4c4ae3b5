import anyio


def check(case):
    return anyio.run(case.run, ["true"])
