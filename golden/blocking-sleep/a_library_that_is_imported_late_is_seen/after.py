"""Starts fast: trio is imported when it is needed."""


def main(names):
    import trio

    trio.run(greet, names)


async def greet(names):
    import trio
    for name in names:
        print("Hello", name)
        await trio.sleep(0.5)
