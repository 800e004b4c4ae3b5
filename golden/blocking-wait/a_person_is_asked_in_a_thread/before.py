import getpass
import pdb


async def ask():
    name = input("name: ")
    answer = input(f"hello {name}, go on? ").strip().lower()
    return name, answer in ("y", "yes")


async def chat(reply):
    while (line := input("> ")) != "quit":
        await reply(line)


async def secret():
    return getpass.getpass("password: ")


async def debugged(work):
    try:
        return work()
    except ValueError:
        pdb.post_mortem()
    pdb.set_trace()
