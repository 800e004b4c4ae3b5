from urllib import request


async def fetch(url):
    asked = request.Request(url, data=b'{"a": 1}', headers={"Content-Type": "application/json"}, method="PUT")
    with request.urlopen(asked) as response:
        return response.read().decode(), response.getcode()
