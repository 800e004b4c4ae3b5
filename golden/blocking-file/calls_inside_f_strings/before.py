import os
from pathlib import Path


async def describe(path: Path) -> str:
    return f"{path.name}: {path.stat().st_size} bytes, {'old' if os.path.exists(f'{path}.bak') else 'new'}"


async def banner(path: Path) -> str:
    return f"""
<{path.read_text()!r:>8}>
"""
