from loopback import answers


def check(case):
    return answers(case.final, paths=("/redirect/302?to=/echo",))
