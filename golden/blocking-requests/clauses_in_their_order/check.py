from loopback import answers


def check(case):
    return answers(case.load, paths=("/echo", "/status/500", "/drop", "/hops/40"))
