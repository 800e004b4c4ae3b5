import requests


class Rates:
    def __init__(self):
        self.session = requests.Session()

    async def rate(self, url):
        return self.session.get(url).json()

    def rate_now(self, url):
        return self.session.get(url).json()
