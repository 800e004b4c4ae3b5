from urllib3 import PoolManager


async def run(url):
    http = PoolManager()
    return http.request("GET", url).data
