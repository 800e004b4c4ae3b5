import os
import tempfile


async def convert(data, suffix, run):
    with tempfile.NamedTemporaryFile(suffix=suffix, delete=False) as f:
        f.write(data)
        name = f.name
    try:
        return await run(name)
    finally:
        os.unlink(name)


async def in_a_folder(names):
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            with open(os.path.join(folder, name), "w") as f:
                f.write(name)
        return sorted(os.listdir(folder))
