import zlib


async def unpacked(data: bytes) -> str:
    try:
        text = zlib.decompress(data)
    except zlib.error as error:
        return f"damaged: {error}"
    return text.decode()
