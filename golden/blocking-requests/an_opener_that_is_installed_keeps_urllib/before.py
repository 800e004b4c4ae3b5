import urllib.request

urllib.request.install_opener(urllib.request.build_opener())


async def fetch(url):
    return urllib.request.urlopen(url).read().decode()
