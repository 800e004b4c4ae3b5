import os


async def maybe(path, wanted):
    if wanted:
        with open(path) as f:
            text = f.read()
        size = os.path.getsize(path)
    return text, size


async def maybe_default(path):
    title = "none"
    if os.path.exists(path):
        with open(path) as f:
            title = f.readline().strip()
            rest = f.read()
    if title != "none":
        return title, rest
    return title, ""
