from loopback import answers


def check(case):
    return answers(case.send, {"a": "é"})
