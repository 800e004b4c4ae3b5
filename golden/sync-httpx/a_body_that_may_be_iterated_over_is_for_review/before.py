"""Uploads."""

import httpx


async def upload(url, parts):
    return httpx.post(url, content=parts).status_code


async def note(url):
    return httpx.post(url, content="a note").status_code
