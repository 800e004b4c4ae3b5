import asyncio
import os
import tempfile


def _write_data(suffix, data):
    with tempfile.NamedTemporaryFile(suffix=suffix, delete=False) as f:
        f.write(data)
        return f.name


async def convert(data, suffix, run):
    name = await asyncio.to_thread(_write_data, suffix, data)
    try:
        return await run(name)
    finally:
        await asyncio.to_thread(os.unlink, name)


def _in_a_folder_sync(names):
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            with open(os.path.join(folder, name), "w") as f:
                f.write(name)
        return sorted(os.listdir(folder))


async def in_a_folder(names):
    return await asyncio.to_thread(_in_a_folder_sync, names)
