import asyncio
import contextlib
import io
import os


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
