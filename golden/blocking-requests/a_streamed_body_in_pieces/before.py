import requests


async def save(url, path):
    with requests.get(url, stream=True, timeout=30) as r:
        r.raise_for_status()
        body = b""
        for chunk in r.iter_content(chunk_size=8192):
            body += chunk
    return len(body), r.status_code
