import requests


async def load(url):
    try:
        r = requests.get(url)
        r.raise_for_status()
    except requests.HTTPError as error:
        return error.response.status_code, error.response.json()
    return 200


async def load_any(url):
    try:
        r = requests.get(url)
        r.raise_for_status()
    except requests.RequestException as error:
        status = None
        if error.response is not None:
            status = error.response.status_code
        return status
    return 200
