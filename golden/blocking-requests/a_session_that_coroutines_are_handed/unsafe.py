"""Orders, read with one session that is handed on."""

import asyncio
from typing import Optional

import httpx
import requests


SSL_CONTEXT = httpx.create_ssl_context()


def http_session() -> httpx.AsyncClient:
    """A client with the defaults of requests: no timeout, redirects followed."""
    return httpx.AsyncClient(
        verify=SSL_CONTEXT, timeout=None, follow_redirects=True, max_redirects=30
    )


async def fetch(session: httpx.AsyncClient, url: str):
    try:
        response = await session.get(url)
        if response.is_error:
            response.raise_for_status()
    except httpx.HTTPStatusError as error:
        return error.response.status_code
    return response.json()["headers"]


async def both(urls, *, session: httpx.AsyncClient):
    return await asyncio.gather(*(fetch(session, url) for url in urls))


async def login(s: Optional[httpx.AsyncClient], url):
    s.headers["X-Shop"] = "1"
    return (await s.post(url + "/cookie", json={"name": "a"})).status_code


async def orders(url):
    async with http_session() as session:
        status = await login(session, url)
        return status, await both([url + "/echo", url + "/status/404"], session=session)


async def one(url):
    session = http_session()
    try:
        return await fetch(session, url + "/hops/1")
    finally:
        await session.aclose()
