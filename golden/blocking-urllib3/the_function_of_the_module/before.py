import urllib3


async def run(url):
    answer = urllib3.request("GET", url)
    return answer.status, answer.json()
