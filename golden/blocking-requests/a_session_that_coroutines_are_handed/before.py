"""Orders, read with one session that is handed on."""

import asyncio
from typing import Optional

import requests


async def fetch(session: requests.Session, url: str):
    try:
        response = session.get(url)
        response.raise_for_status()
    except requests.HTTPError as error:
        return error.response.status_code
    return response.json()["headers"]


async def both(urls, *, session: "requests.Session"):
    return await asyncio.gather(*(fetch(session, url) for url in urls))


async def login(s: Optional[requests.Session], url):
    s.headers["X-Shop"] = "1"
    return s.post(url + "/cookie", json={"name": "a"}).status_code


async def orders(url):
    with requests.Session() as session:
        status = await login(session, url)
        return status, await both([url + "/echo", url + "/status/404"], session=session)


async def one(url):
    session = requests.Session()
    try:
        return await fetch(session, url + "/hops/1")
    finally:
        session.close()
