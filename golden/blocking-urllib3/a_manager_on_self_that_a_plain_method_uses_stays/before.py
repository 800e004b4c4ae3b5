import urllib3


class Shop:
    def __init__(self):
        self.http = urllib3.PoolManager()

    def now(self, url):
        return self.http.request("GET", url).status

    async def run(self, url):
        return self.http.request("GET", url).status
