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
    remember(user)


async def read() -> str:
    return recall()


async def of_a_subclass() -> str:
    return named()


async def given(user: str) -> None:
    put(_local, user)
