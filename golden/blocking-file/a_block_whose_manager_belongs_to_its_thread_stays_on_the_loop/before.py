import contextlib
import contextvars
import logging
import os
import threading
from collections.abc import Iterator

from filelock import FileLock

current: contextvars.ContextVar[str] = contextvars.ContextVar("current")
local = threading.local()
lock = threading.RLock()
log = logging.getLogger(__name__)


@contextlib.contextmanager
def named(path: str) -> Iterator[None]:
    os.stat(path)
    token = current.set(path)
    try:
        yield
    finally:
        current.reset(token)


@contextlib.contextmanager
def noted(path: str) -> Iterator[None]:
    os.stat(path)
    local.path = path
    yield
    log.info("%s", local.path)


@contextlib.contextmanager
def guarded(path: str) -> Iterator[None]:
    with FileLock(f"{path}.lock"):
        os.stat(path)
        yield


@contextlib.contextmanager
def guarded_twice(path: str) -> Iterator[None]:
    with lock, guarded(path):
        yield


class Reporting:
    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> "Reporting":
        return self

    def __exit__(self, *_: object) -> None:
        os.unlink(self.path)
        log.exception("it failed")


class Current:
    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        self.token = current.set(self.path)

    def __exit__(self, *_: object) -> None:
        current.reset(self.token)


@contextlib.contextmanager
def stacked(path: str) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        stack.enter_context(Current(path))
        os.stat(path)
        yield


async def variable(path: str, send) -> None:
    with named(path):
        await send(current.get())


async def of_the_thread(path: str, send) -> None:
    with noted(path):
        await send(local.path)


async def file_lock(path: str, send) -> None:
    with guarded_twice(path):
        await send(path)


async def report(path: str, send) -> None:
    with Reporting(path):
        await send(path)


async def two(path: str, send) -> None:
    with contextlib.suppress(OSError), open(path, "w") as file:
        await send(file)


async def of_a_stack(path: str, send) -> None:
    with stacked(path):
        await send(current.get())
