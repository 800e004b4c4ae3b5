import os


async def longest(path):
    best = ""
    with open(path) as f:
        while line := f.readline():
            if len(line) > len(best):
                best = line
    return best, line


async def drop(path):
    if (size := os.path.getsize(path)) > 3:
        os.remove(path)
    return size


async def forget(path):
    secret = open(path).read()
    digest = len(secret)
    del secret
    os.unlink(path)
    return digest


async def reason(path):
    error = "none"
    try:
        os.stat(path)
    except OSError as error:
        code = error.errno
    return code
