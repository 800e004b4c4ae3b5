import requests


async def fetch(url, hook):
    return requests.get(url, hooks={"response": hook}).status_code
