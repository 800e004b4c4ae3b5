import requests


async def fetch(url):
    first = requests.get(url, timeout=5)
    second = requests.get(url.replace("cookie", "echo"))
    return first.status_code, second.json()["headers"]


async def stream(url):
    with requests.get(url, stream=True) as response:
        return [chunk for chunk in response.iter_content(5)]
