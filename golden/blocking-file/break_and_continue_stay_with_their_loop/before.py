import os


async def first_readable(paths):
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


async def notify_until(paths, send):
    sent = 0
    for path in paths:
        if not os.path.isfile(path):
            continue
        with open(path) as f:
            text = f.read()
        if text == "stop":
            break
        await send(text)
        sent += 1
    return sent
