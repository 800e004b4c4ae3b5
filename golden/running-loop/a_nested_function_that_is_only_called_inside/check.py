import asyncio


def check(case):
    answers = iter([False, False, True])

    async def job():
        return next(answers)

    return asyncio.run(case.poll(job, 5))
