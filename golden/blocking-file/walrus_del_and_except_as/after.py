import asyncio
import os


def _longest_sync(path):
    best = ""
    with open(path) as f:
        while line := f.readline():
            if len(line) > len(best):
                best = line
    return best, line


async def longest(path):
    return await asyncio.to_thread(_longest_sync, path)


def _drop_sync(path):
    if (size := os.path.getsize(path)) > 3:
        os.remove(path)
    return size


async def drop(path):
    return await asyncio.to_thread(_drop_sync, path)


def _forget_sync(path):
    secret = open(path).read()
    digest = len(secret)
    del secret
    os.unlink(path)
    return digest


async def forget(path):
    return await asyncio.to_thread(_forget_sync, path)


async def reason(path):
    error = "none"
    try:
        await asyncio.to_thread(os.stat, path)
    except OSError as error:
        code = error.errno
    return code
