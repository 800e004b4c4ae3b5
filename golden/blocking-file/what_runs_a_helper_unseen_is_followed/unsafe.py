import asyncio
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

T = TypeVar("T")
NAME = "words.txt"


def read(name):
    return Path(name).read_text()


def default():
    return read(NAME)


@lru_cache
def settings(name):
    return read(name)


class Repository(Generic[T]):
    text = staticmethod(read)

    def get(self, name):
        return read(name)

    @classmethod
    def load(cls, name):
        return read(name)


class Users(Repository[str]):
    def _first_sync(self, name):
        return type(self).load(name), self.__class__.load(name), self.text(name)

    async def first(self, name):
        return await asyncio.to_thread(self._first_sync, name)


@dataclass
class Report:
    title: str
    text: str = field(default_factory=default)


REPOSITORIES = {"users": Users(), "all": Repository[str]()}


async def of_type_parameters(name):
    return await asyncio.to_thread(Users().get, name)


def _of_tables_sync(name):
    found = [REPOSITORIES["users"].get(name)]
    for _, repository in REPOSITORIES.items():
        found.append(repository.get(name))
    return found


async def of_tables(name):
    return await asyncio.to_thread(_of_tables_sync, name)


def _of_numbered_sync(name):
    found = []
    for number, repository in enumerate([Users(), Repository()]):
        found.append(repository.get(name) + str(number))
    return found


async def of_numbered(name):
    return await asyncio.to_thread(_of_numbered_sync, name)


def _of_functions_sync(names):
    return list(map(read, names)), [*filter(read, names)]


async def of_functions(names):
    return await asyncio.to_thread(_of_functions_sync, names)


async def of_sorting(names):
    await asyncio.to_thread(names.sort, key=read)
    return names


async def of_fields():
    return (await asyncio.to_thread(Report, "words")).text


async def of_names(name):
    return await asyncio.to_thread(getattr(Users(), "get"), name)


async def of_what_is_kept(name):
    return await asyncio.to_thread(settings, name)
