"""What httpx raises is suppressed as what requests raised was."""

from loopback import answers


def check(case):
    paths = ("/bytes/5", "/status/404", "/drop")
    return [answers(case.is_open, paths=paths), answers(case.size, paths=paths)]
