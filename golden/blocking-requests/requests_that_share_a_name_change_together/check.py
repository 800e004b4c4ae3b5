from loopback import answers


def check(case):
    return answers(case.latest, "http://127.0.0.1:1/", paths=("/echo",))
