"""Each gives what it gave, wherever the body is read."""

from loopback import answers


def check(case):
    return [answers(one, paths=("/bytes/5",)) for one in (case.size, case.body, case.whole)]
