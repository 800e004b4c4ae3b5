import asyncio

import requests


class Client:
    def __init__(self, base: str) -> None:
        self.base = base
        self.session = requests.Session()

    async def status(self, path: str) -> int:
        return self.session.get(f"{self.base}{path}", timeout=5).status_code

    async def poll(self, path: str, times: int) -> list[int]:
        seen = []
        for _ in range(times):
            response = self.session.get(f"{self.base}{path}", timeout=5)
            seen.append(response.status_code)
            await asyncio.sleep(0)
        self.session.close()
        return seen
