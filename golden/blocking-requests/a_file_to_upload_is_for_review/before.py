import requests


async def upload(url, path):
    with open(path, "rb") as f:
        files = {"file": f}
        r = requests.post(url, files=files)
    r.raise_for_status()
    return r.status_code
