import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx


SSL_CONTEXT = httpx.create_ssl_context()


async def file_chunks(file: Any) -> AsyncIterator[bytes]:
    """What is left of a file, read in a thread."""
    while chunk := await asyncio.to_thread(file.read, 65536):
        yield chunk


def file_body(file: Any) -> dict[str, Any]:
    """What is left of a file as the body of a request, with its length."""
    here = file.tell()
    length = file.seek(0, 2) - here
    file.seek(here)
    return {"content": file_chunks(file), "headers": {"Content-Length": str(length)}}


async def http_request(method: str, url: str, **options: Any) -> httpx.Response:
    """Send a request as requests does: no timeout, redirects followed."""
    async with httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    ) as client:
        return await client.request(method, url, **options)


async def upload(url, path):
    with open(path, "rb") as file:
        return (await http_request("POST", url, **file_body(file))).json()
