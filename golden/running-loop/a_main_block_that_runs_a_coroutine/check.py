import runpy


def check(case):
    return runpy.run_path(case.__file__, run_name="__main__")["done"]
