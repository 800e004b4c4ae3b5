import urllib3


async def run(url, body):
    return urllib3.request("POST", url, body=body).status
