import urllib.request


async def fetch(url):
    response = urllib.request.urlopen(url)
    return response.getheader("X-One"), response.reason
