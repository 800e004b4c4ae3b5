import asyncio


def check(case):
    packed = asyncio.run(case.Codec().pack(b"ab"))
    return packed, asyncio.run(case.Codec.both(b"ab")), asyncio.run(case.Codec.unpack(packed))
