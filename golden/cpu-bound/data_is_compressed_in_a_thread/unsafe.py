import asyncio
import bz2
import functools
import gzip
import lzma
import multiprocessing
import zlib
from concurrent.futures import ProcessPoolExecutor


@functools.cache
def _process_pool():
    """The worker processes, started on first use."""
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


def _pack_sync(data: bytes):
    return {
        "zlib": zlib.compress(data, 9),
        "bz2": bz2.compress(data),
        "lzma": lzma.compress(data),
    }


async def pack(data: bytes) -> dict[str, bytes]:
    return await asyncio.get_running_loop().run_in_executor(_process_pool(), _pack_sync, data)


def _unpack_sync(data: bytes):
    return zlib.decompress(data)


async def unpack(data: bytes) -> bytes:
    return await asyncio.get_running_loop().run_in_executor(_process_pool(), _unpack_sync, data)


def _compress_data(data: bytes):
    return gzip.compress(data, mtime=0)


async def gzipped(data: bytes, send):
    await send(await asyncio.get_running_loop().run_in_executor(_process_pool(), _compress_data, data))
