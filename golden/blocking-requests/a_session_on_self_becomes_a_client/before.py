import requests


class Rates:
    session: requests.Session

    def __init__(self, url, key):
        self.url = url
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"
        self.session.headers.update({"X-App": "rates"})

    async def rate(self, currency):
        response = self.session.get(self.url, params={"currency": currency}, timeout=5)
        response.raise_for_status()
        return response.json() if response.ok else None

    async def store(self, currency, value):
        return self.session.put(f"{self.url}/{currency}", headers={"X-Value": value}).status_code

    async def aclose(self):
        self.url = ""  # no more


async def fetch(url):
    rates = Rates(url, "k")
    found = [await rates.rate("eur"), await rates.store("eur", "1.1")]
    await rates.aclose()
    return found
