import os


async def sizes(folder):
    found = (os.path.getsize(os.path.join(folder, name)) for name in os.listdir(folder))
    with open(os.path.join(folder, "new"), "w") as f:
        f.write("12345")
    return sum(found)
