from loopback import answers


def check(case):
    return answers(case.search, "x y&z", 2, paths=("",))
