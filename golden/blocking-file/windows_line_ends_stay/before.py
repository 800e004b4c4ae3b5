"""Notes."""

import os


async def read(path):
    with open(path) as f:
        text = f.read()
    text += """
end"""
    os.remove(path)
    return text
