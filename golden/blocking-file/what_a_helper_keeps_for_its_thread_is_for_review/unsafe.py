import asyncio
import os
import threading


class Names(threading.local):
    user = ""


_names = Names()
_local = threading.local()


def remember(user: str) -> None:
    os.stat(".")
    _local.user = user


def recall() -> str:
    os.stat(".")
    return getattr(_local, "user", "")


def named() -> str:
    os.stat(".")
    return _names.user


def put(store: threading.local, user: str) -> None:
    os.stat(".")
    store.user = user


async def written(user: str) -> None:
    await asyncio.to_thread(remember, user)


async def read() -> str:
    return await asyncio.to_thread(recall)


async def of_a_subclass() -> str:
    return await asyncio.to_thread(named)


async def given(user: str) -> None:
    await asyncio.to_thread(put, _local, user)
