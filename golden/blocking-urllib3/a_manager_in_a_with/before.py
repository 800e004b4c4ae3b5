import urllib3


async def run(url):
    with urllib3.PoolManager(num_pools=2) as http:
        return http.request("GET", url, timeout=5).data
