import asyncio
import zlib


def check(case):
    said, blobs = [], [b"", zlib.compress(b"long text"), zlib.compress(b""), zlib.compress(b"x")]

    async def send(text):
        said.append(text)

    answers = [asyncio.run(case.first_short(blobs, limit)) for limit in (0, 5)]
    return answers, asyncio.run(case.sent(blobs[1:], send)), said
