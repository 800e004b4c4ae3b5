"""The thread and httpx both give what requests gave."""

from loopback import answers


def check(case):
    return answers(case.rates, paths=("/echo",))
