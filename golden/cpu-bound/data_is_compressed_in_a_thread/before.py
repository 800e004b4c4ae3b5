import bz2
import gzip
import lzma
import zlib


async def pack(data: bytes) -> dict[str, bytes]:
    return {
        "zlib": zlib.compress(data, 9),
        "bz2": bz2.compress(data),
        "lzma": lzma.compress(data),
    }


async def unpack(data: bytes) -> bytes:
    return zlib.decompress(data)


async def gzipped(data: bytes, send):
    await send(gzip.compress(data, mtime=0))
