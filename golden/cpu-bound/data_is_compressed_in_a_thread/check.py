import asyncio


def check(case):
    sent = []

    async def send(data):
        sent.append(data)

    asyncio.run(case.gzipped(b"x" * 100, send))
    packed = asyncio.run(case.pack(b"x" * 100))
    return packed, asyncio.run(case.unpack(packed["zlib"])), sent
