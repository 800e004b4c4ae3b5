"""The command line: starts fast, so it imports late."""
import sys


def main(argv=None):
    import asyncio

    return asyncio.run(watch(argv or sys.argv[1:]))


async def watch(names):
    """Look at each name in turn."""
    import asyncio
    # in the order of their names: that is what people expect, isn't it?
    seen = []
    for name in names:
        await asyncio.sleep(0.001)
        seen.append(name)
    return seen


async def once(name): import asyncio; await asyncio.sleep(0.001)
