"""What urllib3 gives and raises is given and raised by the manager that takes its place, and servers see the same."""

from __future__ import annotations

import asyncio
import functools
import gzip
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from http_programs import LOOPBACK, Rewritten, rewritten

from asyncfix.fixes import Safety

HEAD = "import json\nimport urllib3\n\nPOOL = urllib3.PoolManager()\n\n\nasync def run(url):\n"
SHOWN = "return r.status, r.reason, r.data.decode('latin-1'), r.headers.get('X-One'), r.url, r.retries.total"
CALLS = {
    "a function": "r = urllib3.request('GET', url)",
    "a manager": "http = urllib3.PoolManager()\nr = http.request('GET', url)",
    "a manager at once": "r = urllib3.PoolManager().request('GET', url)",
    "a manager in a with": "with urllib3.PoolManager(num_pools=2) as http:\n    r = http.request('GET', url)",
    "a manager of the module": "r = POOL.request('GET', url)",
    "headers": "r = POOL.request('GET', url, headers={'X-A': '1', 'Authorization': 'Basic eDp5'})",
    "headers of the manager": "http = urllib3.PoolManager(10, headers={'X-A': '1'})\nr = http.request('GET', url)",
    "other headers": "r = POOL.request('GET', url, headers=urllib3.make_headers(basic_auth='a:b'))",
    "agent": "r = POOL.request('GET', url, headers={'user-agent': 'x', 'accept-encoding': 'gzip'})",
    "a method in lower case": "r = POOL.request('get', url)",
    "head": "r = POOL.request('HEAD', url)",
    "delete": "r = POOL.request('DELETE', url)",
    "fields in the URL": "r = POOL.request('GET', url, fields={'a': '1 2', 'b': None, 'c': 'é'})",
    "fields in the body": "r = POOL.request('POST', url, fields={'a': '1', 'f': ('x.txt', b'text', 'text/plain')})",
    "a form": "r = POOL.request('POST', url, fields={'a': '1 2'}, encode_multipart=False)",
    "json": "r = POOL.request('PUT', url, json={'a': [1, None]})",
    "json to a function": "r = urllib3.request('POST', url, json={'a': 1}, headers={'X-A': '1'})",
    "text": "r = POOL.request('POST', url, body=json.dumps({'a': 1}))",
    "letters": "r = POOL.request('PUT', url, body='é')",
    "headers left out": "r = POOL.request('GET', url, headers={'User-Agent': urllib3.util.SKIP_HEADER, 'X-A': '1'})",
    "bytes": "r = POOL.request('PATCH', url, body=b'{}', headers={'Content-Type': 'application/json'})",
    "nothing": "r = POOL.request('POST', url, body=b'')",
    "no redirects": "r = POOL.request('GET', url, redirect=False)",
    "no retries": "r = POOL.request('GET', url, retries=False)",
    "one retry": "r = POOL.request('GET', url, retries=1)",
    "no further try": "r = POOL.request('POST', url, retries=0)",
    "retries of the manager": "http = urllib3.PoolManager(retries=1)\nr = http.request('GET', url)",
    "retries by kind": "r = POOL.request('GET', url, retries=urllib3.Retry(connect=1, read=1, redirect=2))",
    "retries by status": "r = POOL.request('GET', url, retries=urllib3.Retry(2, status_forcelist=[404, 500]))",
    "retries that raise nothing": "r = POOL.request('GET', url, retries=urllib3.Retry(1, status_forcelist=[500],"
    " raise_on_status=False, raise_on_redirect=False))",
    "times": "r = POOL.request('GET', url, timeout=urllib3.Timeout(connect=1, read=5))",
    "time of the manager": "http = urllib3.PoolManager(timeout=5)\nr = http.request('GET', url)",
    "not decoded": "r = POOL.request('GET', url, decode_content=False)",
}
PATHS = (
    "/echo?a=b%20c&d=%7e&e=[]|é#part",
    "/status/500",
    "/redirect/303?to=/echo",
    "/redirect/302?to=http%3A//localhost:PORT/echo",
    "/hops/4",
    "/drop",
)
FURTHER = (
    "/bytes/70000",
    "/chunks",
    "/cookie",
    f"/raw?encoding=gzip&hex={gzip.compress(b'text', mtime=0).hex()}",
    "/raw?encoding=gzip&hex=00",
    "/raw/503?after=0",
    "/status/204",
    "/status/404",
    "/redirect/300?to=/echo",
    "/redirect/301?to=/cookie",
    "/redirect/307?to=echo",
    "/hops/3",
    "http://127.0.0.1:1/",
    "http://user:word@HOST/echo",
    "ftp://127.0.0.1/",
    "http:///x",
    "HOST/echo",
)
FULLY = ("r = urllib3.request", CALLS["retries by kind"], CALLS["bytes"], CALLS["not decoded"])
OLDER = (CALLS["letters"], CALLS["retries of the manager"])  # urllib3 1.26 does another thing
LATE = {
    "late": "r = POOL.request('GET', url, timeout=0.05, retries=1)",
    "late for a POST": "r = POOL.request('POST', url, timeout=0.05)",
    "late without retries": "r = POOL.request('GET', url, timeout=urllib3.Timeout(total=0.05), retries=False)",
    "late for a function": "r = urllib3.request('GET', url, timeout=0.05, retries=0)",
    "no time": "r = POOL.request('GET', url, timeout=0)",
}
USES = {
    "json": "try:\n    return POOL.request('GET', url).json()\nexcept ValueError:\n    return 'no JSON'",
    "pieces": "r = POOL.request('GET', url, preload_content=False)\nfound = [len(one) for one in r.stream(4)]\n"
    "r.release_conn()\nreturn found, r.closed",
    "read": "r = POOL.request('GET', url, preload_content=False)\nreturn len(r.read(3)), len(r.read()), r.read(1)",
    "lines": "return [len(one) for one in POOL.request('GET', url, preload_content=False)]",
    "headers": "h = POOL.request('GET', url).headers\nreturn sorted(h), 'x-one' in h, h.getlist('X-One'), h['x-one']",
    "class": "r = POOL.request('GET', url)\nreturn isinstance(r, urllib3.HTTPResponse), r.geturl()",
    "cause": "try:\n    POOL.request('GET', url + 'drop', retries=0)\nexcept urllib3.exceptions.MaxRetryError as e:\n"
    "    return type(e.reason).__name__, isinstance(e.pool, urllib3.HTTPConnectionPool), e.url",
}


@functools.cache
def program(body: str) -> tuple[Any, Any, Rewritten]:
    """The coroutine function as it was and as it is then, and what became of its text."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    text = HEAD + lines if "POOL" in body else HEAD.replace("POOL = urllib3.PoolManager()\n\n\n", "\n") + lines
    new = rewritten(text)
    spaces: list[dict[str, Any]] = [{"__name__": "old"}, {"__name__": "new"}]
    for space, code in zip(spaces, (text, new.text), strict=True):
        exec(compile(code, "program.py", "exec"), space)
    return spaces[0]["run"], spaces[1]["run"], new


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with LOOPBACK.Server() as one:
        yield one


def outcome(run: Any, server: Any, url: str) -> object:
    asked = len(server.asked)
    try:
        value = asyncio.run(run(url))
    except Exception as error:
        value = ["raises", type(error).__name__, type(getattr(error, "reason", None)).__name__]
    return server.shown([value, server.asked[asked:]])


def same(body: str, server: Any, paths: Sequence[str], safety: Safety) -> None:
    old, new, what = program(body)
    assert what.safety is safety, what.reason
    assert what.text.count("urllib3.PoolManager") == 1
    host = server.url.removeprefix("http://")
    for path in paths:
        path = path.replace("PORT", host.rpartition(":")[2]).replace("HOST", host)
        url = server.url + path if path.startswith("/") else path
        assert outcome(old, server, url) == outcome(new, server, url), path


@pytest.mark.filterwarnings("ignore:URLs without a scheme:FutureWarning")
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_urllib3_gives_what_it_gave(call: str, server: Any) -> None:
    paths = (*PATHS, *FURTHER) if call.startswith(FULLY) else PATHS
    same(f"{call}\n{SHOWN}", server, paths, Safety.REVIEW if call in OLDER else Safety.SAFE)


@pytest.mark.parametrize("call", LATE.values(), ids=LATE)
def test_an_answer_that_is_late_raises_what_it_raised(call: str, server: Any) -> None:
    same(f"{call}\n{SHOWN}", server, ["/slow/0.3"], Safety.SAFE)


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_the_response_is_urllib3_s(use: str, server: Any) -> None:
    same(use, server, ["/echo", "/bytes/9"], Safety.REVIEW if "preload" in use or "geturl" in use else Safety.SAFE)
