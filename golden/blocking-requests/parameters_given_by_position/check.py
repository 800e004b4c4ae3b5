from loopback import answers


def check(case):
    return answers(case.search, [("a", 1), ("b", None), ("a", 2)])
