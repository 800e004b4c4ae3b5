import urllib3


async def run(url):
    statuses = {one: urllib3.request("HEAD", one).status for one in [url]}
    return f"{urllib3.request('GET', url).status} {statuses}"
