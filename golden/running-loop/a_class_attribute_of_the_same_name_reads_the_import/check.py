import asyncio


def check(case):
    async def main():
        clock = case.Clock()
        return clock.started() <= await clock.now()

    return asyncio.run(main())
