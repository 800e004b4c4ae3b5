from loopback import answers


def check(case):
    return answers(case.all_pages)
