import asyncio
import functools
import os


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await function(*args)

    return wrapper


def _read_sync(path):
    with open(path) as f:
        return f.read().split()


@logged
@functools.wraps(os.stat)
async def read(path):
    return await asyncio.to_thread(_read_sync, path)


def _read_words(path):
    with open(path) as f:
        return f.read().split()


async def outer(path, limit):
    async def inner():
        words = await asyncio.to_thread(_read_words, path)
        return words[:limit]

    return await inner()


def _size_sync(path):
    # The file may be gone.
    if not os.path.exists(path):
        return 0
    return os.stat(path).st_size


class Reader:
    @staticmethod
    @logged
    async def size(path):
        return await asyncio.to_thread(_size_sync, path)
