import asyncio
import signal
from contextvars import ContextVar

current = ContextVar("current", default="none")


def load_user(path):
    with open(path) as f:
        current.set(f.read())


def install(path):
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    with open(path) as f:
        return f.read()


class Watcher:
    def __init__(self, loop):
        self.loop = loop
        self.changed = []

    def check(self, path):
        with open(path) as f:
            self.loop.call_soon(self.changed.append, f.read())


def each_line(path, tell):
    with open(path) as f:
        for line in f:
            tell(line)


async def greet(path):
    load_user(path)
    return current.get()


async def start(path):
    return install(path)


async def watch(path):
    watcher = Watcher(asyncio.get_running_loop())
    watcher.check(path)
    await asyncio.sleep(0)
    return watcher.changed


async def lines(path):
    queue = asyncio.Queue()
    each_line(path, queue.put_nowait)
    each_line(path, lambda line: asyncio.get_running_loop().call_soon(queue.put_nowait, line))
    return [await queue.get(), await queue.get()]


async def lengths(path):
    found = []
    each_line(path, lambda line: found.append(len(line)))
    return found
