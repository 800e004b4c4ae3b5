import asyncio


def watch(path: str) -> None:
    while True:
        with open(path) as file:
            print(file.read())


def copy(path: str, other: str) -> None:
    with open(path, "rb") as source, open(other, "wb") as target:
        while True:
            part = source.read(1024)
            if not part:
                break
            target.write(part)


async def forever(path: str) -> None:
    watch(path)


async def until_the_end(path: str, other: str) -> None:
    await asyncio.to_thread(copy, path, other)
