from loopback import answers


def check(case):
    return answers(case.fetch, paths=("/lines", "/status/200", "/status/404"))
