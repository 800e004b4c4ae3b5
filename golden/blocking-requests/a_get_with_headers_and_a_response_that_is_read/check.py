from loopback import answers


def check(case):
    return answers(case.profile, "t", paths=("/echo", "/status/200", "/status/404", "/status/304", "/status/500"))
