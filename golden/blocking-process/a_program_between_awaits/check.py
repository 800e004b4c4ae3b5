import asyncio


def check(case):
    said = []

    async def tell(text):
        said.append(text)

    return asyncio.run(case.deploy("x", tell)), said
