from loopback import answers


def check(case):
    return answers(case.save, "", paths=("/bytes/20000", "/chunks", "/status/404"))
