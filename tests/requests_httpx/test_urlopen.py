"""What `urlopen` gives and raises is given and raised by the helper that takes its place, and servers see the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.http_programs import LOOPBACK, outcome, rewritten

HEAD = "import json\nimport socket\nimport urllib.error\nimport urllib.request\n\n\nasync def run(url):\n"
USES = {
    "read": "r = urllib.request.urlopen(url)\nreturn r.read().decode('latin-1')",
    "chained": "return urllib.request.urlopen(url).read().decode('latin-1')",
    "with": "with urllib.request.urlopen(url, timeout=5) as r:\n    return r.read().decode('latin-1'), r.status",
    "json.load": "return json.load(urllib.request.urlopen(url))",
    "status": "r = urllib.request.urlopen(url)\nreturn r.status, r.code, r.getcode()",
    "url": "r = urllib.request.urlopen(url)\nreturn r.url, r.geturl()",
    "headers": "r = urllib.request.urlopen(url)\nreturn r.headers['x-one'], r.info().get('X-Two'), r.headers['X-Two']",
    "type": "r = urllib.request.urlopen(url)\nreturn r.headers.get_content_charset(), r.headers.get_content_type()",
    "names": "r = urllib.request.urlopen(url)\nreturn sorted(n for n in r.headers if n not in ('Date', 'Server'))",
    "lines": "return [line.decode('latin-1') for line in urllib.request.urlopen(url)]",
    "pieces": "r = urllib.request.urlopen(url)\nreturn [r.read(3).decode('latin-1'), r.read().decode('latin-1')]",
    "twice": "r = urllib.request.urlopen(url)\nreturn len(r.read()), len(r.read())",
}
SENT = {
    "data": "r = urllib.request.urlopen(url, data=b'a=1')",
    "data by position": "r = urllib.request.urlopen(url, b'a=1', 9)",
    "empty data": "r = urllib.request.urlopen(url, data=b'')",
    "request": "r = urllib.request.urlopen(urllib.request.Request(url))",
    "request with headers": "r = urllib.request.urlopen(urllib.request.Request(url, headers={'X-a': '1'}))",
    "request with agent": "r = urllib.request.urlopen(urllib.request.Request(url, headers={'User-Agent': 'x'}))",
    "request with data": "q = urllib.request.Request(url, data=b'{}', headers={'Content-Type': 'application/json'})\n"
    "r = urllib.request.urlopen(q)",
    "request with method": "r = urllib.request.urlopen(urllib.request.Request(url, method='PUT', data=b'x'))",
    "delete": "r = urllib.request.urlopen(urllib.request.Request(url, method='DELETE'))",
    "head": "r = urllib.request.urlopen(urllib.request.Request(url, method='HEAD'))",
    "header added": "q = urllib.request.Request(url)\nq.add_header('X-A', '1')\nr = urllib.request.urlopen(q)",
    "basic": "r = urllib.request.urlopen(urllib.request.Request(url, headers={'Authorization': 'Basic eDp5'}))",
}
PATHS = (
    "/echo",
    "/echo?a=b%20c&d=%7E",
    "/bytes/0",
    "/bytes/70000",
    "/chunks",
    "/lines",
    "/cookie",
    "/raw?type=text/plain%3Bcharset%3Dlatin-1&hex=e9",
    "/redirect/301?to=/echo",
    "/redirect/302?to=/cookie",
    "/redirect/303?to=/echo",
    "/redirect/307?to=/echo",
    "/redirect/308?to=/echo",
    "/hops/9",
)
ERRORS = {
    "HTTPError": "except urllib.error.HTTPError as e:\n    return e.code, e.read().decode(), e.reason, e.url",
    "HTTPError headers": "except urllib.error.HTTPError as e:\n    return e.headers['Content-Type'], e.status, str(e)",
    "URLError": "except urllib.error.URLError as e:\n    return 'URLError', isinstance(e.reason, (OSError, str))",
    "OSError": "except OSError as e:\n    return isinstance(e, TimeoutError), isinstance(e, ConnectionError)",
    "TimeoutError": "except (TimeoutError, socket.timeout):\n    return 'late'",
    "ValueError": "except ValueError:\n    return 'no URL'",
}
TROUBLE = (
    "/status/404",
    "/status/500",
    "/status/304",
    "/status/204",
    "/redirect/300?to=/echo",
    "/drop",
    "/slow/0.6",
    "http://127.0.0.1:1/",
    "127.0.0.1/x",
)
LATE = "try:\n    r = urllib.request.urlopen(url, timeout=0.3)\n    return r.status\n"
ROWS = [
    *((f"{use} of {path}", text, path) for use, text in USES.items() for path in PATHS),
    *(
        (f"{sent} to {path}", f"{text}\nreturn r.read().decode()", path)
        for sent, text in SENT.items()
        for path in ("/echo", "/redirect/302?to=/echo", "/status/404")
        if sent != "head" or "redirect" not in path or sys.version_info >= (3, 13)
    ),
    *((f"{clause} for {path}", LATE + text, path) for clause, text in ERRORS.items() for path in TROUBLE),
]


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with LOOPBACK.Server() as one:
        yield one


@pytest.mark.parametrize(("name", "body", "path"), ROWS, ids=[row[0] for row in ROWS])
def test_urlopen_gives_what_it_gave(name: str, body: str, path: str, server: Any) -> None:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    old = HEAD + lines
    new = rewritten(old)
    assert new.safety is not None, new.reason
    assert "await async_urlopen" in new.text
    assert outcome(old, server, path) == outcome(new.text, server, path), new.text


def test_a_body_that_is_redirected_with_307_is_told(server: Any) -> None:
    new = rewritten(HEAD + "    return urllib.request.urlopen(url, data=b'a').status\n")
    assert "307" in new.reason
