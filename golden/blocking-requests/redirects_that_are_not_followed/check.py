from loopback import answers


def check(case):
    return answers(case.look, 1, paths=("/redirect/301?to=/echo", "/redirect/307?to=/echo", "/echo"))
