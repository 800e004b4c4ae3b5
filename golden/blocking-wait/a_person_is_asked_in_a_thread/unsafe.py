import asyncio
import getpass
import pdb


def _ask_sync():
    name = input("name: ")
    answer = input(f"hello {name}, go on? ").strip().lower()
    return name, answer


async def ask():
    name, answer = await asyncio.to_thread(_ask_sync)
    return name, answer in ("y", "yes")


async def chat(reply):
    while (line := await asyncio.to_thread(input, "> ")) != "quit":
        await reply(line)


async def secret():
    return await asyncio.to_thread(getpass.getpass, "password: ")


async def debugged(work):
    try:
        return work()
    except ValueError:
        pdb.post_mortem()
    pdb.set_trace()
