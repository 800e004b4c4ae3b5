import requests


async def verbs(url):
    found = [
        requests.get(url).status_code,
        requests.options(url).status_code,
        requests.post(url).status_code,
        requests.put(url, data="x").status_code,
        requests.patch(url, data="y").status_code,
        requests.delete(url, json={"a": 1}).status_code,
        requests.request("PURGE", url).status_code,
        requests.request(method="get", url=url).status_code,
    ]
    return found
