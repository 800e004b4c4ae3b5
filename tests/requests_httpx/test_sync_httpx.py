"""What a plain `--write` makes of httpx: the asynchronous client where that does the same, a thread elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from asyncfix.files.source import Source
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import safe
from asyncfix.rewrite.render import rendered
from tests.support.http_programs import LOOPBACK, outcome

RECIPES = [one for one in load() if one.name in ("sync-httpx", "blocking-network")]
HEAD = """import httpx


class Old(httpx.Auth):
    def sync_auth_flow(self, request):
        request.headers["X-Auth"] = "sync"
        yield request


def pieces():
    yield b"a"
    yield b"b"


async def run(url):
"""
CLIENT = "with httpx.Client() as client:\n    {}"
NATIVE = {
    "a get": "return httpx.get(url).json()",
    "json": "return httpx.post(url, json={'a': 'é'}).json()",
    "a form": "return httpx.post(url, data={'a': 'b'}).json()",
    "a text": "return httpx.post(url, content='text').json()",
    "bytes": "return httpx.post(url, content=b'x').json()",
    "a login": "return httpx.get(url, auth=('u', 'p')).json()",
    "a login of httpx": "return httpx.get(url, auth=httpx.BasicAuth('u', 'p')).json()",
    "a clause": (
        "try:\n    return httpx.get(url).raise_for_status().json()\n"
        "except httpx.HTTPError as e:\n    return type(e).__name__"
    ),
    "a client": CLIENT.format("return client.get(url, headers={'X-A': 'b'}).json()"),
    "a client with a type": (
        "client: httpx.Client = httpx.Client()\nr = client.get(url)\nclient.close()\nreturn r.json()"
    ),
    "a request that is built": CLIENT.format(
        "return client.send(client.build_request('PUT', url, content=b'x')).json()"
    ),
    "a client with a login": "with httpx.Client(auth=('u', 'p')) as client:\n    return client.get(url).json()",
    "a login that is set": CLIENT.format("client.auth = ('u', 'p')\n    return client.get(url).json()"),
    "a stream": "with httpx.stream('GET', url) as r:\n    return [one for one in r.iter_bytes()] != []",
}
THREAD = {
    "a class that logs in": "return httpx.get(url, auth=Old()).json()",
    "a class that logs in for a client": "with httpx.Client(auth=Old()) as client:\n    return client.get(url).json()",
    "a class that logs in for a request": CLIENT.format("return client.get(url, auth=Old()).json()"),
    "a class that is set": CLIENT.format("client.auth = Old()\n    return client.get(url).json()"),
    "a generator": "return httpx.post(url, content=pieces()).json()",
    "an iterator": "return httpx.post(url, content=iter([b'a'])).json()",
    "a generator as data": "return httpx.post(url, data=pieces()).json()",
    "a generator of a client": CLIENT.format("return client.post(url, content=pieces()).json()"),
    "a generator that is built in": CLIENT.format(
        "return client.send(client.build_request('PUT', url, content=pieces())).json()"
    ),
    "a request made elsewhere": CLIENT.format("return client.send(httpx.Request('PUT', url, content=pieces())).json()"),
    "what it traces": "return httpx.get(url, extensions={'trace': lambda name, info: None}).json()",
    "the text of an error": (
        "try:\n    return httpx.get('http://127.0.0.1:1/').json()\nexcept httpx.ConnectError as e:\n    return str(e)"
    ),
    "the text of an error of a client": CLIENT.format(
        "try:\n        return client.get('http://127.0.0.1:1/').json()\n"
        "    except httpx.HTTPError as e:\n        return f'{e}'"
    ),
    "a response that is closed": CLIENT.format("r = client.get(url)\n    r.close()\n    return r.json()"),
}


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with LOOPBACK.Server() as one:
        yield one


def check(body: str, server: Any) -> str:
    """The program with its safe fixes made; it gives what it gave."""
    old = HEAD + "".join(f"    {line}\n" for line in body.splitlines())
    source = Source(old.encode(), "program.py")
    report = analyse(source, RECIPES)
    new = rendered(source, report, [fix for one in report.findings if (fix := safe(one)) is not None]).text
    for path in ("/echo", "/status/404", "/drop"):
        assert outcome(old, server, path) == outcome(new, server, path), new
    return new


@pytest.mark.parametrize("body", NATIVE.values(), ids=NATIVE)
def test_what_both_clients_do_goes_through_the_asynchronous_one(body: str, server: Any) -> None:
    new = check(body, server)
    assert "httpx.AsyncClient" in new
    assert "httpx.Client" not in new


@pytest.mark.parametrize("body", THREAD.values(), ids=THREAD)
def test_what_only_a_synchronous_client_does_goes_to_a_thread(body: str, server: Any) -> None:
    new = check(body, server)
    assert "AsyncClient" not in new
    assert "to_thread" in new
