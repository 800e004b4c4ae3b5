from loopback import answers


def check(case):
    return answers(case.search, None, True, paths=("/echo", "/echo?old=1", "/echo?old=1#part"))
