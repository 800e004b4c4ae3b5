import urllib3


async def run(url):
    answer = urllib3.request("GET", url, preload_content=False)
    return answer.connection
