from loopback import answers


def check(case):
    return answers(case.fetch, paths=("/echo", "/status/200", "/status/404", "/drop"))
