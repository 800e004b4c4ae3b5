import time  # ☕
import zlib


async def brew(cups):
    time.sleep(0.001)
    return "☕" * cups, zlib.crc32(b"")
