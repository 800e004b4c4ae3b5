import asyncio
import bz2
import gzip
import lzma
import zlib


def _pack_sync(data: bytes):
    return {
        "zlib": zlib.compress(data, 9),
        "bz2": bz2.compress(data),
        "lzma": lzma.compress(data),
    }


async def pack(data: bytes) -> dict[str, bytes]:
    return await asyncio.to_thread(_pack_sync, data)


async def unpack(data: bytes) -> bytes:
    return await asyncio.to_thread(zlib.decompress, data)


async def gzipped(data: bytes, send):
    await send(await asyncio.to_thread(gzip.compress, data, mtime=0))
