import requests
from tenacity import retry, retry_if_exception_type

ERRORS = (requests.ConnectionError, KeyError)


@retry(retry=retry_if_exception_type(requests.Timeout))
async def load(url):
    return requests.get(url).json()


async def load_or_none(url):
    try:
        return requests.get(url).json()
    except ERRORS:
        return None


async def kind(url):
    try:
        return requests.get(url).json()
    except Exception as error:
        return isinstance(error, requests.HTTPError)
