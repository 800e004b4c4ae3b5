import asyncio


def check(case):
    closed = []

    async def run():
        stream = case.events("ab", closed.append)
        first = await anext(stream)
        await stream.aclose()
        return first

    return asyncio.run(run()), closed
