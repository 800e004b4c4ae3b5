import asyncio
import functools
import multiprocessing
import zlib
from concurrent.futures import ProcessPoolExecutor


@functools.cache
def _process_pool():
    """The worker processes, started on first use."""
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


def _unpacked_sync(data: bytes) -> str:
    try:
        text = zlib.decompress(data)
    except zlib.error as error:
        return f"damaged: {error}"
    return text.decode()


async def unpacked(data: bytes) -> str:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_process_pool(), _unpacked_sync, data)
