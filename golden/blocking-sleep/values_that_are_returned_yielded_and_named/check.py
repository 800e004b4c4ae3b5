import asyncio


def check(case):
    async def run():
        stream = case.pulses(2)
        seen = [await stream.asend(None), await stream.asend(0.001), await stream.asend(None)]
        return seen, await case.tick(), await case.both()

    return asyncio.run(run())
