from loopback import answers


def check(case):
    return answers(case.load, paths=("/echo", "/status/404", "/drop", "/raw?hex=6e6f"))
