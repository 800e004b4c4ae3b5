import asyncio
import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    case.Base.metadata.create_all(case.engine)
    with case.Session(case.engine) as db:
        service = case.OrderService(case.OrderRepository(db))
        answers = [asyncio.run(service.place(cents)) for cents in (100, 250)]
        try:
            asyncio.run(service.place(0))
        except ValueError as error:
            answers.append(str(error))
    case.engine.dispose()
    return answers
