"""Golden cases: code before and after, as proof of a recipe.

cases         a case, and all that is to hold of it
outcomes      the files that say what becomes of the code: a further one is a row
case_answers  the answers of `check.py`, by way of run_cases, a process of its own
"""
