import asyncio
import json
import urllib.error
import urllib.request


def _fetch_request(request) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(request, timeout=5) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


async def post(url: str, values: dict) -> tuple[int, bytes]:
    body = json.dumps(values).encode()
    request = urllib.request.Request(url, data=body, method="POST")
    request.add_header("Content-Type", "application/json")
    return await asyncio.to_thread(_fetch_request, request)
