import urllib3


async def run(url):
    with open("prices.csv", "rb") as file:
        return urllib3.request("PUT", url, body=file).status
