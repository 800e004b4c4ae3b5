from loopback import answers


def check(case):
    return answers(case.state, paths=("/status/200", "/status/204", "/status/304", "/status/404", "/status/599"))
