from loopback import answers


def check(case):
    return answers(case.lines, paths=("/lines", "/bytes/3"))
