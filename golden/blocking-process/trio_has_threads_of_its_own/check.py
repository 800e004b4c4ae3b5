import trio


def check(case):
    return trio.run(case.run, ["echo", "x"])
