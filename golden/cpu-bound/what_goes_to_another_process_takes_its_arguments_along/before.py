import zlib

LEVEL = 9


async def archive(pages: list[bytes], send) -> int:
    size = 0
    for page in pages:
        packed = zlib.compress(page, LEVEL)
        await send(packed)
        size += len(packed)
    return size
