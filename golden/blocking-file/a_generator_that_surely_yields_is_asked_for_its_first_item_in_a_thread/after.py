import asyncio


def opened(path):
    """A file, as a dependency gives it."""
    file = open(path)
    try:
        yield file
    finally:
        file.close()


def lines(path):
    with open(path) as file:
        for line in file:
            yield line


def _name_of_sync(path):
    return next(opened(path))


async def name_of(path):
    return (await asyncio.to_thread(_name_of_sync, path)).name


async def first_line(path):
    await asyncio.sleep(0)
    return next(lines(path))


def maybe(path):
    try:
        number = int(open(path).readline())
        yield number
    except ValueError:
        pass


async def number_of(path):
    await asyncio.sleep(0)
    return next(maybe(path))


async def count(path):
    found, given = [], opened(path)
    while True:
        try:
            found.append(next(given))
        except StopIteration:
            return len(found)
        await asyncio.sleep(0)


def _first_line_or_sync(path, default):
    return next(lines(path), default)


async def first_line_or(path, default):
    return await asyncio.to_thread(_first_line_or_sync, path, default)
