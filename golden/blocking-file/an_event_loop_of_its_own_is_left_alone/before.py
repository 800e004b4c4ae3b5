from pathlib import Path

import curio


async def load(name):
    return Path(name).read_text()


curio.run(load, "settings.json")
