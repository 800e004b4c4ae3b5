import urllib3


async def run(url):
    return urllib3.HTTPConnectionPool("localhost").request("GET", url).status
