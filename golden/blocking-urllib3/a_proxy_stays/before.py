import urllib3


async def run(url):
    return urllib3.ProxyManager("http://localhost:3128").request("GET", url).status
