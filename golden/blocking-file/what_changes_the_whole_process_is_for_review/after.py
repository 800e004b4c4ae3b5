import asyncio
import contextlib
import io
import os
import signal
import sys


async def listing(folder):
    before = os.getcwd()
    os.chdir(folder)
    try:
        return sorted(os.listdir("."))
    finally:
        os.chdir(before)


async def save_private(path, text):
    before = os.umask(0o077)
    try:
        with open(path, "w") as f:
            f.write(text)
    finally:
        os.umask(before)


async def printed(path):
    output = io.StringIO()
    with contextlib.redirect_stdout(output), open(path) as f:
        print(f.read())
    return output.getvalue()


def enter(folder):
    os.chdir(folder)
    return sorted(os.listdir("."))


async def entered(folder):
    before = os.getcwd()
    found = enter(folder)
    os.chdir(before)
    return found


async def with_variable(path, value):
    os.environ["FORMAT"] = value
    with open(path) as f:
        return f.read(), os.environ["FORMAT"]


async def with_path(path, folder):
    sys.path.insert(0, folder)
    with open(path) as f:
        code = f.read()
    sys.path.pop(0)
    return code


def _read_file_for_started(path):
    with open(path) as f:
        return f.read()


async def started(path):
    os.environ["FORMAT"] = "json"
    sys.path.insert(0, "vendor")
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return await asyncio.to_thread(_read_file_for_started, path)
