from loopback import answers


def check(case):
    return answers(case.follow, paths=("/redirect/302?to=/echo", "/hops/21", "/hops/31", "/status/300"))
