import asyncio

import requests


class Geocoder:
    def __init__(self, base: str) -> None:
        self.base = base
        self.known: dict[str, str] = {}

    def _ask(self, place: str) -> str:
        return requests.get(f"{self.base}/{place}", timeout=5).json()["path"]

    def find(self, place: str) -> str:
        if place not in self.known:
            self.known[place] = self._ask(place)
        return self.known[place]


def _find_first_and_second(geocoder: Geocoder, start: str, end: str):
    first = geocoder.find(start)
    second = geocoder.find(end)
    return first, second


async def distance(geocoder: Geocoder, start: str, end: str) -> int:
    first, second = await asyncio.to_thread(
        _find_first_and_second, geocoder, start, end
    )
    return len(second) - len(first)
