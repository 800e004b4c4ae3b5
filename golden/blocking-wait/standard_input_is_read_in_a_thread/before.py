import sys


async def lines():
    found = []
    for line in sys.stdin:
        found.append(line.rstrip())
    return found


async def command(run):
    await run(sys.stdin.readline())


async def everything():
    return sys.stdin.read()
