import urllib3
from urllib3.exceptions import MaxRetryError


async def run(url):
    try:
        return urllib3.request("GET", url, retries=2).status
    except (MaxRetryError, urllib3.exceptions.TimeoutError) as error:
        return str(error)
