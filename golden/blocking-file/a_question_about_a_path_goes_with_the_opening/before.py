import os


async def read_state(path, default=""):
    if os.path.exists(path):
        with open(path) as f:
            return f.read()
    return default


async def append(path, line):
    if not os.path.isfile(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a") as f:
        f.write(line + "\n")
