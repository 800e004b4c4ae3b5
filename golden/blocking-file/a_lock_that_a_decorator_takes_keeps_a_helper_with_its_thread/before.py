import functools
import threading
from collections.abc import Callable

_lock = threading.RLock()


def synchronised(function: Callable[[str], str]) -> Callable[[str], str]:
    @functools.wraps(function)
    def wrapper(path: str) -> str:
        with _lock:
            return function(path)

    return wrapper


@synchronised
def read(path: str) -> str:
    with open(path) as file:
        return file.read()


async def held(path: str) -> str:
    with _lock:
        return read(path)
