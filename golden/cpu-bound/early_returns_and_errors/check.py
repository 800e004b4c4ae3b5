import asyncio
import zlib


def check(case):
    said, data = [], zlib.compress(b"abc")

    async def tell(text):
        said.append(text)

    answers = [asyncio.run(case.inflate(one, limit)) for one, limit in ((b"", 1), (data, 1), (data, 9))]
    try:
        asyncio.run(case.inflate(b"x", 1))
    except case.Broken as error:
        answers.append(str(error))
    return answers, [asyncio.run(case.guarded(one, tell)) for one in (data, b"x")], said
