import urllib3

POOL = urllib3.PoolManager()
POOL = urllib3.PoolManager(timeout=5)


async def run(url):
    return POOL.request("GET", url).status
