import requests


async def both(url, body):
    try:
        first = requests.get(url)
        second = requests.post(url, data=body)
    except requests.RequestException:
        return None
    return first.status_code + second.status_code
