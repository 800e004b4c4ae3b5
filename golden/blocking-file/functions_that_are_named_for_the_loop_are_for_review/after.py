import asyncio


def async_write_state(path, state):
    with open(path, "w") as f:
        f.write(state)


def read_state(path):
    with open(path) as f:
        return f.read()


async def save(path, state):
    async_write_state(path, state)
    return read_state(path)


async def load(path):
    return await asyncio.to_thread(read_state, path)
