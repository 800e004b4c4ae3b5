import os


async def download(path, response):
    size = 0
    with open(path, "wb") as f:
        async for chunk in response:
            f.write(chunk)
            size += len(chunk)
    os.rename(path, f"{path}.done")
    return size
