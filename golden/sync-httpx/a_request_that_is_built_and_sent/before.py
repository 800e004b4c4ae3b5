import httpx


async def fetch(url):
    with httpx.Client(base_url=url) as client:
        request = client.build_request("PUT", "/x", json=[1])
        return client.send(request).status_code
