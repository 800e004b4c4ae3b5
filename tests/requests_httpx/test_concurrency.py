"""Rewritten handlers let each other run, and making a client costs the loop no more than a request does."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any

import httpx
import pytest

from asyncfix.config.options import HttpClient, Options
from tests.support.http_programs import LOOPBACK, rewritten

APPLICATION = """
import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
async def rates(url: str):
    response = requests.get(url)
    response.raise_for_status()
    return response.status_code
"""


@pytest.mark.parametrize("client", HttpClient)
def test_twenty_requests_of_a_handler_are_under_way_at_the_same_time(client: HttpClient) -> None:
    new = rewritten(APPLICATION, Options(http_client=client))
    space: dict[str, Any] = {"__name__": "application"}
    exec(new.text, space)
    with LOOPBACK.Server() as server:
        assert asyncio.run(_asked(space["app"], f"{server.url}/together/20")) == [200] * 20


async def _asked(app: Any, url: str) -> list[int]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://app", timeout=30) as client:
        answers = await asyncio.gather(*(client.get("/rates", params={"url": url}) for _ in range(20)))
    return [answer.status_code for answer in answers]


@pytest.mark.parametrize("client", HttpClient)
def test_certificates_are_read_once_and_not_by_the_requests(client: HttpClient, monkeypatch: Any) -> None:
    read: list[object] = []
    real = ssl.SSLContext.load_verify_locations

    def load(context: ssl.SSLContext, *arguments: Any, **options: Any) -> None:
        read.append(context)
        real(context, *arguments, **options)

    monkeypatch.setattr("ssl.SSLContext.load_verify_locations", load)
    program = "import requests\n\n\nasync def run(url):\n    return requests.get(url).status_code\n"
    space: dict[str, Any] = {"__name__": "program"}
    exec(rewritten(program, Options(http_client=client)).text, space)
    assert len(read) == 1
    with LOOPBACK.Server() as server:
        assert [asyncio.run(space["run"](f"{server.url}/echo")) for _ in range(3)] == [200] * 3
    assert len(read) == 1
