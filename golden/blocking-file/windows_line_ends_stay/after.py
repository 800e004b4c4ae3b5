"""Notes."""

import asyncio
import os


def _read_text(path):
    with open(path) as f:
        text = f.read()
    text += """
end"""
    os.remove(path)
    return text


async def read(path):
    text = await asyncio.to_thread(_read_text, path)
    return text
