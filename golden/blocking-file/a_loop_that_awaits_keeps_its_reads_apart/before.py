import json


async def upload_all(paths, upload):
    results = []
    for path in paths:
        with open(path, "rb") as f:
            data = f.read()
        status = await upload(data)
        results.append(status)
        with open(f"{path}.done", "w") as f:
            json.dump({"status": status}, f)
    return results
