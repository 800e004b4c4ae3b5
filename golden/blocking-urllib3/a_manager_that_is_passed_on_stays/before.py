import urllib3


async def run(url, send):
    return send(urllib3.PoolManager(), url)


async def again(url, send):
    http = urllib3.PoolManager()
    http.request("GET", url)
    return send(http, url)
