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


async def name_of(path):
    return next(opened(path)).name


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


async def first_line_or(path, default):
    return next(lines(path), default)
