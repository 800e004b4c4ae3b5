class Requests:
    def __init__(self) -> None:
        self.sent: list[str] = []

    def get(self, url: str) -> str:
        self.sent.append(url)
        return url


requests = Requests()


async def load(url: str) -> str:
    return requests.get(url)
