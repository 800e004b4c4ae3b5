import anyio


def check(case):
    return anyio.run(case.derive, b"a", b"b"), anyio.run(case.shorter, b"a", b"b")
