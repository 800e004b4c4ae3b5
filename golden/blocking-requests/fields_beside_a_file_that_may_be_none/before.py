import requests


async def fetch(url, language=None, tags=("a", 2)):
    payload = {"overlay": False, "language": language, "tags": tags, "key": b"k"}
    response = requests.post(url, files={"file": ("a.txt", b"abc", "text/plain")}, data=payload)
    return response.json()
