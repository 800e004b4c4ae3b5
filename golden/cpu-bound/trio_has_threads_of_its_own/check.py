import trio


def check(case):
    return trio.run(case.pack, b"a")
