import asyncio
import os
import tempfile


async def use(case, name):
    importer = case.Importer()
    await importer.load(name)
    answers = [importer.data]
    for method in (importer.read, importer.read_by_method, importer.read_alone, importer.skip, importer.test_read):
        answers.append(await method(name))
    answers.append(await case.remember(name))
    return [str(answer).replace(name, "name") for answer in answers]


def check(case):
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "data.json")
        with open(name, "w") as file:
            file.write("[1, 2]")
        return asyncio.run(use(case, name))
