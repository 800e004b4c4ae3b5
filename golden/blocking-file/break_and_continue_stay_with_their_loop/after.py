import asyncio
import os


def _first_readable_sync(paths):
    for path in paths:
        if not os.path.exists(path):
            continue
        with open(path) as f:
            head = f.readline()
        if head.startswith("#!"):
            found = path
            break
    else:
        return None
    return found


async def first_readable(paths):
    return await asyncio.to_thread(_first_readable_sync, paths)


def _read_text(path):
    with open(path) as f:
        return f.read()


async def notify_until(paths, send):
    sent = 0
    for path in paths:
        if not await asyncio.to_thread(os.path.isfile, path):
            continue
        text = await asyncio.to_thread(_read_text, path)
        if text == "stop":
            break
        await send(text)
        sent += 1
    return sent
