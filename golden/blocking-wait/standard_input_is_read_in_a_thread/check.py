import asyncio
import io
import sys


def check(case):
    said = []

    async def run(line):
        said.append(line)

    sys.stdin = io.StringIO("go\nrest\n")
    asyncio.run(case.command(run))
    answers = [said, asyncio.run(case.everything())]
    sys.stdin = io.StringIO("a\nb\n")
    return answers, asyncio.run(case.lines())
