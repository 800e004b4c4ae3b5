import urllib3


async def run(url, *arguments, **options):
    first = urllib3.request("GET", url, **options)
    return first, urllib3.PoolManager().request("GET", url, *arguments)
