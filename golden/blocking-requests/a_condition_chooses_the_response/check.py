"""Neither branch becomes another one's."""

from types import SimpleNamespace

from loopback import answers


def check(case):
    paths = ("/echo", "/status/404", "/status/200")
    known = SimpleNamespace(ok=True)
    return [answers(case.status, paths=paths), answers(case.either, paths=paths), answers(case.cached, known, paths=paths)]
