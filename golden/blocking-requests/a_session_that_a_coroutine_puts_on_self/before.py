import requests


class Rates:
    def __init__(self):
        self.session = None

    async def start(self):
        self.session = requests.Session()

    async def rate(self, url):
        if self.session is None:
            await self.start()
        return self.session.get(url).json()

    async def close(self):
        if self.session:
            self.session.close()
            self.session = None


async def fetch(url):
    rates = Rates()
    found = await rates.rate(url)
    await rates.close()
    return found
