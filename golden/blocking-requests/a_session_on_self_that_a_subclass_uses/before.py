import requests


class Base:
    def __init__(self):
        self.http = None
        self.http = requests.Session()


class Rates(Base):
    async def rate(self, url):
        return self.http.get(url).json()


class Unrelated:
    def __init__(self, http):
        self.http = http

    def rate(self, url):
        return self.http.get(url)


async def fetch(url):
    return await Rates().rate(url)
