import asyncio
import os
import tempfile
import warnings


def check(case):
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        path = os.path.join(folder, "text.txt")
        with open(path, "w") as file:
            file.write("text")
        answers = [asyncio.run(one(path)) for one in (case.warned, case.deprecation)]
        return answers, [str(one.message) for one in seen if one.category is DeprecationWarning]
