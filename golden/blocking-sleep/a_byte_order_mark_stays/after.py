import asyncio
import zlib


async def brew(cups):
    await asyncio.sleep(0.001)
    return "☕" * cups, zlib.crc32(b"")
