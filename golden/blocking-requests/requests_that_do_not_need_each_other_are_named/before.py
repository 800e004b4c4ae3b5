import requests


async def fetch(url):
    user = requests.get(url)
    orders = requests.get(url, params={"of": "user"})
    user.raise_for_status()
    last = requests.get(url, params={"status": str(user.status_code)})
    return user.json(), orders.json(), last.json()
