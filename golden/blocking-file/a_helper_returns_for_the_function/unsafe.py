import asyncio
import json
from pathlib import Path

CACHE: dict[str, dict] = {}


def _read_value(file, key: str) -> dict | None:
    if not file.exists():
        return None
    try:
        value = json.loads(file.read_text())
    except json.JSONDecodeError:
        file.unlink()
        return None
    CACHE[key] = value
    return value


async def cached(folder: Path, key: str) -> dict | None:
    if key in CACHE:
        return CACHE[key]
    file = folder / f"{key}.json"
    return await asyncio.to_thread(_read_value, file, key)
