from loopback import answers


def check(case):
    return answers(case.login, {"sid": "1"}, paths=("/redirect/302?to=/echo",))
