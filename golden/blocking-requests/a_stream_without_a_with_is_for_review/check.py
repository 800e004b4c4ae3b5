from loopback import answers


def check(case):
    return answers(case.save, paths=("/bytes/10",))
