import asyncio
import json
from contextlib import contextmanager


def read(path):
    with open(path) as f:
        return f.read()


def parse(path):
    return json.loads(read(path))


@contextmanager
def opened(path):
    with open(path) as f:
        yield f


def lines(path):
    with open(path) as f:
        yield from f


class Settings:
    def __init__(self, path):
        self.values = parse(path)


class Lazy:
    def __init__(self, path):
        self.path = path

    @property
    def values(self):
        return parse(self.path)

    def get(self, key):
        return self.values[key]


async def through_functions(path):
    return (await asyncio.to_thread(parse, path))["a"]


async def through_a_class(path):
    return (await asyncio.to_thread(Settings, path)).values


async def through_a_property(path):
    lazy = Lazy(path)
    values = await asyncio.to_thread(getattr, lazy, "values")
    return values["a"]


async def through_a_method(path):
    lazy = Lazy(path)
    return await asyncio.to_thread(lazy.get, "a")


def _through_a_context_manager_sync(path):
    with opened(path) as f:
        return f.readline()


async def through_a_context_manager(path):
    return await asyncio.to_thread(_through_a_context_manager_sync, path)


def _through_a_generator_sync(path):
    return [line for line in lines(path)], sum(len(line) for line in lines(path)), list(lines(path))


async def through_a_generator(path):
    return await asyncio.to_thread(_through_a_generator_sync, path)
