"""Rewritten requests do what requests does: programs run before and after against a server on the loopback interface.

A row is an argument, a use of the response or an `except` clause. A fix that is safe must give the same; one
for review may differ, and then says so.
"""

from __future__ import annotations

import decimal
import enum
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asyncfix.fixes import Safety
from tests.support.effort import share
from tests.support.http_programs import LOOPBACK, outcome, rewritten


class Color(enum.Enum):
    RED = "red"


class TextColor(str, enum.Enum):  # noqa: UP042
    RED = "red"


class Row(NamedTuple):
    """A program, and what it is run on."""

    name: str
    program: str
    paths: tuple[str, ...] = ("/echo",)
    arguments: tuple[Any, ...] = ()


def program(body: str, head: str = "", parameters: str = "") -> str:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return f"import requests\n{head}\n\nasync def run(url{parameters}):\n{lines}"


LITERALS = {
    "dict": '{"b": 2}',
    "None value": '{"a": None, "b": 1}',
    "all None": '{"a": None}',
    "list": '{"a": [1, 2]}',
    "list with None": '{"a": [1, None]}',
    "empty list": '{"a": []}',
    "set": '{"a": {7}}',
    "range": '{"a": range(2)}',
    "nested dict": '{"a": {"x": 1}}',
    "bool": '{"a": True}',
    "float": '{"a": 1e22}',
    "bytes": '{"a": b"\\xff"}',
    "bytes key": '{b"k": "v"}',
    "pairs": '[("a", 1), ("b", 2), ("a", 3)]',
    "text": '"x=1&y=2"',
    "odd text": '"a b&c=d e&flag"',
    "quoted text": '"a=%2Fx%20y"',
    "bytes as a whole": 'b"x=1"',
    "unicode": '{"q": "é ü/日本"}',
    "reserved": '{"q": ":/?#[]@!$&\'()*+,;=~ %"}',
    "empty dict": "{}",
    "None": "None",
    "empty text": '""',
}
OBJECTS: dict[str, Any] = {
    "dict": {"b": 2},
    "None value": {"a": None, "b": 1},
    "all None": {"a": None},
    "list": {"a": [1, 2]},
    "set": {"a": {7}},
    "bool": {"a": True},
    "bytes": {"a": b"\xff"},
    "enum": {"a": Color.RED},
    "text enum": {"a": TextColor.RED},
    "decimal": {"a": decimal.Decimal("1.10")},
    "pairs": [("a", 1), ("b", 2), ("a", 3)],
    "items": {"k": 1}.items(),
    "text": "x=1&y=2",
    "odd text": "a b&c=d e&flag",
    "bytes as a whole": b"x=1",
    "None": None,
    "empty": {},
}
URLS = ("/echo", "/echo?a=1", "/echo?a=1&a=2&x=%2F+y#f")
JSON = ("{}", "[]", "0", "False", '""', '{"é": [1, None, 2.5]}', '"x"', "None", '{"a": {"b": [True]}}')
HEADERS = (
    '{"X-A": "1", "x-b": "two"}',
    '{"X-A": None, "X-B": "1"}',
    '{"X-A": b"bytes"}',
    '{"Accept": "q", "User-Agent": "mine"}',
    '{"Content-Type": "a/b"}',
    "{}",
    "None",
    '{**{"X-A": "1"}, "X-B": None}',
)
BODIES = ('"text é"', 'b"bytes"', '""', 'b""', '"é".encode()', "None")


def argument_rows() -> Iterator[Row]:
    for name, literal in LITERALS.items():
        yield Row(f"params={name}", program(f"return requests.get(url, params={literal}).json()"), URLS)
        if name not in ("text", "odd text", "quoted text", "bytes as a whole", "empty text"):
            yield Row(f"data={name}", program(f"return requests.post(url, data={literal}).json()"))
    for name, value in OBJECTS.items():
        text = program("return requests.get(url, params=v).json()", parameters=", v")
        yield Row(f"params is {name}", text, URLS, (value,))
        text = program("return requests.get(url, v).json()", parameters=", v")
        yield Row(f"params by position is {name}", text, URLS[1:2], (value,))
        text = program("with requests.Session() as s:\n    return s.get(url, params=v).json()", parameters=", v")
        yield Row(f"params of a session is {name}", text, URLS, (value,))
        if isinstance(value, dict):
            text = program("return requests.post(url, data=v).json()", parameters=", v: dict")
            yield Row(f"data is {name}", text, arguments=(value,))
    for literal in JSON:
        for verb in ("post", "delete", "get"):
            yield Row(f"{verb} json={literal}", program(f"return requests.{verb}(url, json={literal}).json()"))
    for literal in HEADERS:
        yield Row(f"headers={literal}", program(f"return requests.get(url, headers={literal}).json()"))
        text = program(f"h = {literal}\nreturn requests.post(url, json=1, headers=h).json()")
        yield Row(f"headers is {literal}", text)
        text = program(f"with requests.Session() as s:\n    return s.get(url, headers={literal}).json()")
        yield Row(f"headers of a session={literal}", text)
    for literal in BODIES:
        for verb in ("post", "put", "patch", "delete"):
            text = program(f"return requests.{verb}(url, data={literal}).json()")
            yield Row(f"{verb} data={literal}", text)
    for verb in ("get", "options", "post", "put", "patch", "delete", "head"):
        yield Row(f"{verb}", program(f"return requests.{verb}(url).status_code"), ("/echo", "/redirect/302?to=/echo"))
        text = program(f"return requests.request({verb!r}, url).status_code")
        yield Row(f"request {verb}", text, ("/echo", "/redirect/302?to=/echo"))
    for code in (301, 302, 303, 307, 308):
        for verb in ("get", "post", "head"):
            text = program(f"r = requests.{verb}(url)\nreturn r.status_code, [h.status_code for h in r.history]")
            yield Row(f"{verb} redirected by {code}", text, (f"/redirect/{code}?to=/echo",))
            text = program(f"return requests.{verb}(url, allow_redirects=False).status_code")
            yield Row(f"{verb} not redirected by {code}", text, (f"/redirect/{code}?to=/echo",))
    for name, text in OTHER_ARGUMENTS.items():
        yield Row(name, program(f"return requests.{text}.json()", "from requests.auth import *"))


OTHER_ARGUMENTS = {
    "timeout=5": "get(url, timeout=5)",
    "timeout=None": "get(url, timeout=None)",
    "timeout of two": "get(url, timeout=(3, 5))",
    "timeout of one": "get(url, timeout=(3, None))",
    "cookies": 'get(url, cookies={"a": "1", "b": "2"})',
    "no cookies": "get(url, cookies=None)",
    "auth": 'get(url, auth=("u", "p"))',
    "basic": 'get(url, auth=HTTPBasicAuth("u", "p"))',
    "digest": 'get(url, auth=HTTPDigestAuth("u", "p"))',
    "no auth": "get(url, auth=None)",
    "verify": "get(url, verify=False)",
    "verify as usual": "get(url, verify=True, timeout=3)",
    "no proxies": "get(url, proxies=None)",
    "not streamed": "get(url, stream=False)",
    "streamed and read": "get(url, stream=True)",
    "a part with a type": 'post(url, files={"f": ("a.txt", b"x", "text/x")})',
    "parts and fields": 'post(url, files={"f": ("a.txt", b"x", "text/x")}, data={"a": "b", "n": 1})',
    "a part of bytes": 'post(url, files={"f": b"raw"})',
    "a part without a type": 'post(url, files={"f": ("a.txt", b"x")})',
    "a body and no json": "post(url, data=None, json=None)",
    "a form and json": 'post(url, data={"a": "1"}, json={"b": 2})',
    "every keyword": 'request(method="POST", url=url, params={"a": "1"}, headers={"X": "y"}, json=[1], timeout=9)',
}

STATUSES = tuple(f"/status/{code}" for code in (200, 204, 304, 399, 404, 503, 600))
USES = {
    "ok": "return r.ok",
    "not ok": "return not r.ok",
    "ok compared": "return r.ok == True, r.ok is False",
    "ok in a condition": "return 1 if r.ok else 2",
    "ok in a conjunction": "return r.ok and r.status_code < 300",
    "truth": "return 1 if r else 2",
    "no truth": "return 1 if not r else 2",
    "truth in a conjunction": "if r and r.status_code:\n    return 1\nreturn 2",
    "assert": "assert r\nreturn 1",
    "while": "while not r:\n    return 1\nreturn 2",
    "status": "return r.status_code",
    "raise": "r.raise_for_status()\nreturn 1",
    "raise as a value": "return r.raise_for_status()",
    "content": "return r.content.decode()",
    "text": "return r.text",
    "json": "return r.json()",
    "json with options": "return r.json(parse_int=str)",
    "a header": 'return r.headers["content-type"], r.headers.get("X-None"), "x-one" in r.headers',
    "headers as a dict": "return len(dict(r.headers)) > 1",
    "reason": "return r.reason",
    "url": "return r.url",
    "url and more": "return r.url + '#end', r.url.startswith('http')",
    "history": "return len(r.history)",
    "links": "return r.links",
    "cookies": 'return r.cookies.get("sid"), len(r.cookies)',
    "redirect": "return r.is_redirect, r.is_permanent_redirect",
    "pieces": "return [len(piece) for piece in r.iter_content(4)]",
    "pieces of one": "return len(list(r.iter_content()))",
    "lines": "return [line.decode() for line in r.iter_lines()]",
    "close": "r.close()\nreturn r.status_code",
    "encoding": "r.encoding = 'utf-8'\nreturn r.text",
    "elapsed": "return r.elapsed.total_seconds() >= 0",
    "is None": "return r is None, r is not None",
    "request": "return r.request.method",
    "a nested function": "def inner():\n    return r.ok\nreturn inner()",
}
AFTER_NONE = "r = None\ntry:\n    r = requests.get(url)\n    r.raise_for_status()\nexcept Exception:\n    pass\n"


def use_rows() -> Iterator[Row]:
    for name, text in USES.items():
        yield Row(f"use {name}", program(f"r = requests.get(url)\n{text}"), (*STATUSES, "/echo", "/cookie"))
        stays = program(f"with requests.Session() as s:\n    r = s.get(url)\n{text}")
        yield Row(f"use {name} of a session's", stays, STATUSES)
    for name in ("ok in a condition", "truth", "no truth", "truth in a conjunction", "while", "is None", "status"):
        yield Row(f"use {name} of what may be None", program(AFTER_NONE + USES[name]), (*STATUSES, "/drop"))
    for name in ("pieces", "json", "text", "content", "raise", "ok", "lines"):
        inside = "".join(f"    {line}\n" for line in USES[name].splitlines())
        text = program(f"with requests.get(url, stream=True) as r:\n{inside}")
        yield Row(f"use {name} of what is streamed", text, (*STATUSES, "/bytes/10", "/lines"))


CAUGHT = (
    "requests.RequestException",
    "requests.exceptions.ConnectionError",
    "requests.Timeout",
    "requests.ConnectTimeout",
    "requests.ReadTimeout",
    "requests.HTTPError",
    "requests.TooManyRedirects",
    "requests.exceptions.MissingSchema",
    "requests.exceptions.InvalidSchema",
    "requests.exceptions.InvalidURL",
    "requests.exceptions.ChunkedEncodingError",
    "requests.exceptions.ContentDecodingError",
    "requests.exceptions.JSONDecodeError",
    "(requests.HTTPError, requests.ConnectionError)",
    "(requests.Timeout, KeyError, requests.exceptions.JSONDecodeError)",
    "OSError",
    "(IOError, ValueError)",
    "ValueError",
    "Exception",
)
TROUBLE = (
    "/echo", "/status/404", "/status/503", "/drop", "/hops/31", "http://127.0.0.1:1/", "no scheme", "ftp://x/",
    "/raw?hex=6e6f",
)  # fmt: skip


def clause_rows() -> Iterator[Row]:
    sent = "r = requests.get(url{})\n    r.raise_for_status()\n    return r.json()"
    body = f"try:\n    {sent}\nexcept {{}}:\n    return 'caught'"
    for caught in CAUGHT:
        yield Row(f"except {caught}", program(body.format("", caught)), TROUBLE)
        yield Row(f"except {caught} with a timeout", program(body.format(", timeout=9", caught)), TROUBLE)
        session = body.replace("requests.get", "s.get").format("", caught).replace("\n", "\n    ")
        yield Row(f"except {caught} of a session", program(f"with requests.Session() as s:\n    {session}"), TROUBLE)


ROWS = [*argument_rows(), *use_rows(), *clause_rows()]


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with LOOPBACK.Server() as one:
        yield one


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_request_gives_what_it_gave(row: Row, server: Any) -> None:
    new = rewritten(row.program)
    if new.safety is None:
        assert new.reason
        return
    for path in row.paths:
        before = outcome(row.program, server, path, *row.arguments)
        after = outcome(new.text, server, path, *row.arguments)
        told = new.safety is Safety.REVIEW and new.reason
        assert before == after or told, f"{path}\n{new.text}"


def test_there_are_three_hundred_rows_and_most_are_rewritten() -> None:
    assert len(ROWS) >= 300
    fixed = [row for row in ROWS[::5] if rewritten(row.program).safety is not None]
    assert len(fixed) >= 0.8 * len(ROWS[::5])


ARGUMENTS = st.lists(
    st.sampled_from(
        [
            'params={"q": "a b", "n": 1}',
            'params={"q": None, "flag": True}',
            'headers={"X-A": "1", "X-B": None}',
            'headers={"X-A": f"{url[:4]}"}',
            "timeout=9",
            "timeout=(3, 9)",
            "allow_redirects=False",
            "allow_redirects=True",
            'cookies={"c": "1"}',
            'auth=("u", "p")',
            "verify=False",
            "stream=False",
        ]
    ),
    unique_by=lambda text: text.partition("=")[0],
    max_size=5,
)
BODY = st.sampled_from(["", "json={'a': [1]}", "data='x'", "data={'a': 'b'}", "data={'a': None}"])
USE = st.sampled_from([name for name in USES if name not in ("raise as a value", "url", "url and more", "elapsed")])
CLAUSE = st.sampled_from(["", *CAUGHT])
PATH = st.sampled_from(
    ["/echo", "/echo?a=1", "/status/204", "/status/404", "/redirect/302?to=/echo", "/cookie", "/drop"]
)


@settings(max_examples=share(80), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["get", "post", "put", "delete"]), ARGUMENTS, BODY, USE, CLAUSE, PATH, st.booleans())
def test_any_mixture_gives_what_it_gave(
    server: Any, verb: str, arguments: list[str], body: str, use: str, clause: str, path: str, named: bool
) -> None:
    given_ = ", ".join([*(["url=url"] if named else ["url"]), *arguments, *([body] if body else [])])
    text = f"r = requests.{verb}({given_})\n{USES[use]}"
    if clause:
        lines = text.replace("\n", "\n    ")
        text = f"try:\n    {lines}\nexcept {clause}:\n    return 'caught'"
    old = program(text)
    new = rewritten(old)
    if new.safety is Safety.SAFE:
        assert outcome(old, server, path) == outcome(new.text, server, path), new.text


def test_mixtures_cover_every_verb_with_every_body(server: Any) -> None:
    for verb, body in product(("get", "post", "delete"), ("json={'a': 1}", "data='x'", "data=b'x'", "data={'a': 'b'}")):
        old = program(f"return requests.{verb}(url, {body}, allow_redirects=False).json()")
        new = rewritten(old)
        assert new.safety is (Safety.REVIEW if verb == "delete" else Safety.SAFE)
        assert outcome(old, server, "/echo") == outcome(new.text, server, "/echo")
