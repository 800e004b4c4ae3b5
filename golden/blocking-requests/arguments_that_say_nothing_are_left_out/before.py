"""Requests with arguments that are only there to be seen."""

import requests


async def status(url):
    return requests.get(
        url,
        auth=None,
        cookies=None,
    ).status_code


async def place(url):
    answer = requests.head(url, auth=None, cookies=None, proxies=None)
    return answer.headers["Location"]


async def size(url):
    return len(requests.get(url, timeout=3, auth=None, verify=True, data=None).content)
