import asyncio
from contextvars import ContextVar

user = ContextVar("user", default="nobody")
cache = {}


def loop_id():
    try:
        return id(asyncio.get_running_loop())
    except RuntimeError:
        return None


def cached(path):
    key = loop_id(), path
    if key not in cache:
        with open(path) as f:
            cache[key] = f.read()
    return cache[key]


def read_as(name, path):
    token = user.set(name)
    try:
        with open(path) as f:
            return user.get(), f.read()
    finally:
        user.reset(token)


def finish(token, path):
    user.reset(token)
    with open(path) as f:
        return f.read()


def on_loop_only(path):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise ValueError("there is no loop") from None
    with open(path) as f:
        return f.read()


def told(path, found):
    try:
        asyncio.get_running_loop().call_soon(found.append, "told")
    except RuntimeError:
        pass
    with open(path) as f:
        return f.read()


async def ask(path):
    return await asyncio.to_thread(cached, path)


async def stay(path):
    before = loop_id()
    text = await asyncio.to_thread(cached, path)
    return text, before == loop_id()


async def undo(path):
    return await asyncio.to_thread(read_as, "me", path), user.get()


async def end(path):
    token = user.set("me")
    return finish(token, path), user.get()


async def refuse(path):
    return on_loop_only(path)


async def tell(path):
    found = []
    text = told(path, found)
    await asyncio.sleep(0)
    return text, found
