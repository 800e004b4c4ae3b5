def check(case):
    return case.run("db"), case.run("")
