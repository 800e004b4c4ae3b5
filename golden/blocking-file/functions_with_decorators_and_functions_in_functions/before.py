import functools
import os


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await function(*args)

    return wrapper


@logged
@functools.wraps(os.stat)
async def read(path):
    with open(path) as f:
        return f.read().split()


async def outer(path, limit):
    async def inner():
        with open(path) as f:
            words = f.read().split()
        return words[:limit]

    return await inner()


class Reader:
    @staticmethod
    @logged
    async def size(path):
        # The file may be gone.
        if not os.path.exists(path):
            return 0
        return os.stat(path).st_size
