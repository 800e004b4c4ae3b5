from loopback import answers


def check(case):
    return answers(case.look, paths=("/redirect/302?to=/echo",))
