import asyncio


def check(case):
    said = []

    async def tell(text):
        said.append(text)

    asyncio.run(case.told(["a", "b"], b"s", tell))
    return asyncio.run(case.keys(["a", "b"], b"s")), asyncio.run(case.listed(["a", "b"], b"s")), said
