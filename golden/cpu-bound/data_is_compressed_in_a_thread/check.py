import asyncio

from pools import processes_for


def check(case):
    sent = []

    async def send(data):
        sent.append(data)

    with processes_for(case):
        asyncio.run(case.gzipped(b"x" * 100, send))
        packed = asyncio.run(case.pack(b"x" * 100))
        return packed, asyncio.run(case.unpack(packed["zlib"])), sent
