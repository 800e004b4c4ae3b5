import json

_load = None


def _read_text(path):
    return f"not {path}"


async def read_text(path):
    asyncio = "a name"
    with open(path) as f:
        text = f.read()
    return asyncio, text


async def load(path):
    with open(path) as f:
        data = json.load(f)
    return data


async def fetch(path, asyncio=None):
    return open(path).read()
