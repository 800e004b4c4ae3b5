import contextlib
import io
import os


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
