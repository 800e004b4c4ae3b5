import httpx


async def fetch(url, hook):
    with httpx.Client(event_hooks={"response": [hook]}) as client:
        return client.get(url).status_code
