import asyncio
import os


async def download(path, response):
    size = 0
    with await asyncio.to_thread(open, path, "wb") as f:
        async for chunk in response:
            await asyncio.to_thread(f.write, chunk)
            size += len(chunk)
    await asyncio.to_thread(os.rename, path, f"{path}.done")
    return size
