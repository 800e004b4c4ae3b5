import asyncio

import requests


async def fetch(url: str, attempts: int = 3) -> dict:
    for attempt in range(attempts):
        try:
            response = await asyncio.to_thread(requests.get, url, timeout=5)
            response.raise_for_status()
            return response.json()
        except requests.HTTPError as error:
            if error.response.status_code < 500:
                return {"error": error.response.status_code}
        except requests.ConnectionError:
            pass
        await asyncio.sleep(0.001 * attempt)
    return {"error": "gone"}
