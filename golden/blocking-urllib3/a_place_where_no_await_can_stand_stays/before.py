import urllib3


async def run(urls):
    http = urllib3.PoolManager()
    return max(http.request("GET", url).status for url in urls), sorted(urls, key=lambda url: urllib3.request("GET", url).status)
