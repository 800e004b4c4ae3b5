"""The coroutine sends what it sent."""

from loopback import answers


def check(case):
    return answers(case.pages, paths=("",))
