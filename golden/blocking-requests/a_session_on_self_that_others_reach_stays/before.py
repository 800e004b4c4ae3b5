import requests


class Rates:
    def __init__(self):
        self.session = requests.Session()

    async def rate(self, url):
        return self.session.get(url).json()


def verified(rates):
    rates.session.verify = "/etc/ssl/own.pem"
    return rates
