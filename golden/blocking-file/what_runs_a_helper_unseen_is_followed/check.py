import asyncio
import os
import tempfile


async def use(case, name):
    answers = [
        await one(name)
        for one in (case.of_type_parameters, case.of_tables, case.of_numbered, case.of_names, case.Users().first)
    ]
    answers += [[len(part) for part in await case.of_functions([name])], len(await case.of_sorting([name]))]
    return [*answers, await case.of_fields()]


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        case.NAME = os.path.join(folder, "words.txt")
        with open(case.NAME, "w") as file:
            file.write("one two")
        return asyncio.run(use(case, case.NAME))
