import requests


async def fetch(url):
    with requests.Session() as s:
        return [
            s.delete(url, json=[1]).status_code,
            s.head(url).status_code,
            s.options(url).status_code,
            s.request("PATCH", url, data=b"x").json()["body"],
            s.get(url + "?a=1", params={"b": None, "c": True}).json()["target"],
        ]
