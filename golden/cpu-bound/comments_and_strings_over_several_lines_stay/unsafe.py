import asyncio
import functools
import multiprocessing
import zlib
from concurrent.futures import ProcessPoolExecutor


@functools.cache
def _process_pool():
    """The worker processes, started on first use."""
    return ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn"))


def _page_sync(text):
    return zlib.compress(  # and gets smaller
        text.encode(),
        level=9,  # as small as can be
    )


async def page(title):
    # The page is small,
    text = f"""
    <h1>{title}</h1>
    """
    packed = await asyncio.get_running_loop().run_in_executor(_process_pool(), _page_sync, text)
    # count both
    return len(packed), len(text)
