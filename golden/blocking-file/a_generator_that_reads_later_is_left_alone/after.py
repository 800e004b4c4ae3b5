import asyncio
import os


def _list_found(folder):
    found = (os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
    with open(os.path.join(folder, "new"), "w") as f:
        f.write("12345")
    return found


async def sizes(folder):
    found = await asyncio.to_thread(_list_found, folder)
    return sum(found)
