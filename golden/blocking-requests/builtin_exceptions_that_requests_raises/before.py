import requests


async def load(url):
    try:
        return requests.get(url).json()["method"]
    except OSError:
        return "no connection"


async def load_http(host):
    try:
        return requests.get(f"http://{host}/echo").json()["method"]
    except ValueError:
        return "no JSON"
