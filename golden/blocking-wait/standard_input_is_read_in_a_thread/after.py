import asyncio
import sys


async def lines():
    found = []
    for line in sys.stdin:
        found.append(line.rstrip())
    return found


async def command(run):
    await run(await asyncio.to_thread(sys.stdin.readline))


async def everything():
    return await asyncio.to_thread(sys.stdin.read)
