from urllib3.poolmanager import PoolManager


async def run(url):
    http = PoolManager()
    return http.request("GET", url).data
