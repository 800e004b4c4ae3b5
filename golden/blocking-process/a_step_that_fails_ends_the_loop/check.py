import asyncio


def check(case):
    said = []

    async def tell(text):
        said.append(text)

    commands = [["echo", "a"], ["false"], ["echo", "b"]]
    asyncio.run(case.each(commands, tell))
    return asyncio.run(case.all_of(commands)), said
