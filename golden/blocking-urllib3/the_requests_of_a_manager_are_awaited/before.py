"""Prices, read from several shops."""

import urllib3
from urllib3.util import Retry, Timeout

POOL: urllib3.PoolManager = urllib3.PoolManager(headers={"X-Shop": "1"}, retries=Retry(2, backoff_factor=0))
SHOPS = ["/echo", "/status/404"]


class Shop:
    def __init__(self, url):
        self.url = url
        self.http = urllib3.PoolManager(timeout=Timeout(connect=2, read=10))

    async def price(self, name):
        answer = self.http.request("GET", self.url, fields={"name": name})
        return f"{answer.status} {self.http.request('HEAD', self.url).status}", answer.json()["target"]


async def all_of(url):
    return [POOL.request("GET", url + shop).status for shop in SHOPS]


async def order(url, thing):
    with urllib3.PoolManager() as http:
        answer = http.request("POST", url + "/echo", json={"thing": thing}, timeout=5)
    return answer.json()["body"]


async def ping(url):
    try:
        return urllib3.request("GET", url + "/drop", retries=False).status
    except urllib3.exceptions.ProtocolError:
        return "gone"


async def save(url):
    answer = POOL.request("GET", url + "/bytes/9", preload_content=False)
    sizes = [len(piece) for piece in answer.stream(4)]
    answer.release_conn()
    return sizes
