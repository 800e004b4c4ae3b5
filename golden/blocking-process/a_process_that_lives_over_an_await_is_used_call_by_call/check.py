import asyncio


def check(case):
    said = []

    async def tell(what):
        said.append(what)

    return asyncio.run(case.supervise(["true"], tell)), asyncio.run(case.poll(["false"], asyncio.sleep)), said
