import asyncio


def check(case):
    async def job():
        await asyncio.sleep(0)

    return asyncio.run(case.report([job, job]))
