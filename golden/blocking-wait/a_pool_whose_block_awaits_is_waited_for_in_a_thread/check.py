import asyncio


def check(case):
    done = []

    def job(number):
        done.append(number)
        return number

    jobs = [lambda number=number: job(number) for number in range(4)]
    answer = asyncio.run(case.first(jobs))

    async def cancelled():
        task = asyncio.create_task(case.first(jobs))
        await asyncio.sleep(0)
        task.cancel()
        return await asyncio.gather(task, return_exceptions=True)

    return answer, sorted(done), repr(asyncio.run(cancelled())), case.LeftInThread.__doc__
