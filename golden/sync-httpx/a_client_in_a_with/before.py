import httpx


async def fetch(url):
    with httpx.Client(headers={"X-Base": "1"}, timeout=10) as client:
        first = client.get(url)
        second = client.post(url, content=b"x").json()
        client.headers["X-More"] = "2"
        return first.json(), second, [client.get(f"{url}?n={n}").status_code for n in range(2)]
