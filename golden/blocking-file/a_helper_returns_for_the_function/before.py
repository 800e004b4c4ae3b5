import json
from pathlib import Path

CACHE: dict[str, dict] = {}


async def cached(folder: Path, key: str) -> dict | None:
    if key in CACHE:
        return CACHE[key]
    file = folder / f"{key}.json"
    if not file.exists():
        return None
    try:
        value = json.loads(file.read_text())
    except json.JSONDecodeError:
        file.unlink()
        return None
    CACHE[key] = value
    return value
