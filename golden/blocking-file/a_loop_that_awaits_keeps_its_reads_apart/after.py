import asyncio
import json


def _read_data(path):
    with open(path, "rb") as f:
        return f.read()


def _upload_all_sync(path, status):
    with open(f"{path}.done", "w") as f:
        json.dump({"status": status}, f)


async def upload_all(paths, upload):
    results = []
    for path in paths:
        data = await asyncio.to_thread(_read_data, path)
        status = await upload(data)
        results.append(status)
        await asyncio.to_thread(_upload_all_sync, path, status)
    return results
