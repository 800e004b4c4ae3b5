import asyncio
import os
from pathlib import Path


def _describe_sync(path: Path) -> str:
    return f"{path.name}: {path.stat().st_size} bytes, {'old' if os.path.exists(f'{path}.bak') else 'new'}"


async def describe(path: Path) -> str:
    return await asyncio.to_thread(_describe_sync, path)


def _banner_sync(path: Path) -> str:
    return f"""
<{path.read_text()!r:>8}>
"""


async def banner(path: Path) -> str:
    return await asyncio.to_thread(_banner_sync, path)
