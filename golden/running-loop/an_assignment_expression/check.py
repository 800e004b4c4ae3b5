import asyncio


def check(case):
    async def main():
        queue = asyncio.Queue()
        queue.put_nowait("one")
        queue.put_nowait("two")
        return await case.drain(queue, 60)

    return asyncio.run(main())
