import requests


class Rates:
    def __init__(self):
        self.session = requests.session()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        self.session.close()

    async def rate(self, url):
        try:
            response = self.session.get(url)
            response.raise_for_status()
        except requests.HTTPError as error:
            return error.response.status_code
        return response.json()


async def fetch(url):
    async with Rates() as rates:
        return await rates.rate(url)
