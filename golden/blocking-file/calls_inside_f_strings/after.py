import asyncio
import os
from pathlib import Path


def _describe_sync(path: Path):
    return f"{path.name}: {path.stat().st_size} bytes, {'old' if os.path.exists(f'{path}.bak') else 'new'}"


async def describe(path: Path) -> str:
    return await asyncio.to_thread(_describe_sync, path)


async def banner(path: Path) -> str:
    return f"""
<{await asyncio.to_thread(path.read_text)!r:>8}>
"""
