import asyncio
import functools
import multiprocessing
import zlib
from concurrent.futures import ProcessPoolExecutor

LEVEL = 9


@functools.cache
def _process_pool():
    """The worker processes, started on first use."""
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


def _archive_sync(pages: list[bytes], mark: bytes):
    return [zlib.compress(page + mark, LEVEL) for page in pages]


async def archive(pages: list[bytes], mark: bytes, send) -> int:
    packed = await asyncio.get_running_loop().run_in_executor(_process_pool(), _archive_sync, pages, mark)
    for one in packed:
        await send(one)
    return sum(len(one) for one in packed)
