def first_match(path, word):
    with open(path) as f:
        return next(line for line in f if word in line)


def first_line(path):
    with open(path) as f:
        return next(f, "")


def first_number(path):
    with open(path) as f:
        try:
            return int(next(f))
        except (StopIteration, ValueError):
            return 0


async def find(path, word):
    try:
        return first_match(path, word)
    except StopIteration:
        return None


async def find_in(path, word):
    return first_match(path, word)


async def head(path):
    return first_line(path)


async def number(path):
    return first_number(path)


def opened(path):
    f = open(path)
    yield f
    f.close()


def matches(path, word):
    with open(path) as f:
        for line in f:
            if word in line:
                yield line


def read_all(path):
    f = next(opened(path))
    return f.read()


def read_match(path, word):
    return next(matches(path, word))


async def whole(path):
    return read_all(path)


async def match(path, word):
    return read_match(path, word)
