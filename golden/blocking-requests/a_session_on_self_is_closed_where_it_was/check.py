from loopback import answers


def check(case):
    return answers(case.fetch, paths=("/echo", "/status/404", "/cookie"))
