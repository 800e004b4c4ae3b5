from loopback import answers


def check(case):
    return answers(case.page, paths=("/raw?hex=6f6b&type=text/html%3B+charset%3Dutf-8",))
