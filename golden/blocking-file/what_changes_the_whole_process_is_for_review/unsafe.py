import asyncio
import contextlib
import io
import os
import signal
import sys


def _listing_sync(folder):
    before = os.getcwd()
    os.chdir(folder)
    try:
        return sorted(os.listdir("."))
    finally:
        os.chdir(before)


async def listing(folder):
    return await asyncio.to_thread(_listing_sync, folder)


def _write_text(path, text, before):
    try:
        with open(path, "w") as f:
            f.write(text)
    finally:
        os.umask(before)


async def save_private(path, text):
    before = os.umask(0o077)
    await asyncio.to_thread(_write_text, path, text, before)


def _read_file(output, path):
    with contextlib.redirect_stdout(output), open(path) as f:
        print(f.read())


async def printed(path):
    output = io.StringIO()
    await asyncio.to_thread(_read_file, output, path)
    return output.getvalue()


def enter(folder):
    os.chdir(folder)
    return sorted(os.listdir("."))


def _entered_sync(folder):
    before = os.getcwd()
    found = enter(folder)
    os.chdir(before)
    return found


async def entered(folder):
    return await asyncio.to_thread(_entered_sync, folder)


def _read_file_for_with_variable(path):
    with open(path) as f:
        return f.read(), os.environ["FORMAT"]


async def with_variable(path, value):
    os.environ["FORMAT"] = value
    return await asyncio.to_thread(_read_file_for_with_variable, path)


def _read_code(path):
    with open(path) as f:
        return f.read()


async def with_path(path, folder):
    sys.path.insert(0, folder)
    code = await asyncio.to_thread(_read_code, path)
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
