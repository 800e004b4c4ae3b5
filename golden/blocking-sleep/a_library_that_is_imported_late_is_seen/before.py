"""Starts fast: trio is imported when it is needed."""
import time


def main(names):
    import trio

    trio.run(greet, names)


async def greet(names):
    for name in names:
        print("Hello", name)
        time.sleep(0.5)
