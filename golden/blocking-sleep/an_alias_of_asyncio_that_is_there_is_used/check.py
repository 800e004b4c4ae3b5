def check(case):
    return case.run([])
