import asyncio
import builtins


def check(case):
    lines, said = iter(["Ann", " Y ", "one", "two", "quit"]), []
    case.input = lambda prompt: next(lines)

    async def reply(line):
        said.append(line)

    return asyncio.run(case.ask()), asyncio.run(case.chat(reply)), said
