"""What either branch gives is asked what it was asked."""

from loopback import answers


def check(case):
    paths = ("/echo", "/status/404", "/status/200")
    return [answers(case.status, paths=paths), answers(case.either, paths=paths)]
