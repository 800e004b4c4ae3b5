import asyncio
import sys


def _lines_sync():
    found = []
    for line in sys.stdin:
        found.append(line.rstrip())
    return found


async def lines():
    return await asyncio.to_thread(_lines_sync)


async def command(run):
    await run(await asyncio.to_thread(sys.stdin.readline))


async def everything():
    return await asyncio.to_thread(sys.stdin.read)
