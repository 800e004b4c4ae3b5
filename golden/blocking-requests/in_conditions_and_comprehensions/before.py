import requests


async def check(url):
    if requests.get(url).ok:
        pass
    elif requests.get(url).status_code == 404:
        return "missing"
    while not requests.get(url).ok:
        return "never"
    return [requests.get(f"{url}?n={n}").json()["target"] for n in range(2)]
