import trio
import urllib3


async def run(url):
    return urllib3.request("GET", url).status


trio.run(run, "http://localhost")
