from loopback import answers


def check(case):
    return answers(case.state, paths=("/status/200", "/status/404", "/drop"))
