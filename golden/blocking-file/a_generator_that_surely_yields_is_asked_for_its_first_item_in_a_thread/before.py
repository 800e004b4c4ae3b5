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


async def first_line_or(path, default):
    return next(lines(path), default)
