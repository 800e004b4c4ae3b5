import asyncio
import os
import tempfile

folder = tempfile.TemporaryDirectory()
os.chdir(folder.name)


def check(case):
    async def use():
        cents = await case.refund(1)
        try:
            await case.refund(2)
        except LookupError as error:
            return cents, error.args, await case.refunded()

    case.Base.metadata.create_all(case.engine)
    with case.Session() as db:
        db.add(case.Order(id=1, cents=500))
        db.commit()
    answer = asyncio.run(use())
    case.engine.dispose()
    return answer
