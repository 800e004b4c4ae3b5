"""What a plain `--write` makes of a request: httpx where that is known to be the same, a thread everywhere else.

Each row is run before and after against a server on the loopback interface: the same answers, the same requests. `URL`
stands for the address of that server as a literal, `url` is the same as a parameter.
"""

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

RECIPES = [one for one in load() if one.name in ("blocking-requests", "blocking-network")]
HANDLED = "try:\n    return {}\nexcept requests.RequestException:\n    return 'caught'"
STATUS = "requests.{}.status_code"

NATIVE = {  # by what is sent, read and caught: known to be the same
    "a get": HANDLED.format(STATUS.format("get(URL)")),
    "a head": HANDLED.format(STATUS.format("head(URL)")),
    "a put without a body": HANDLED.format(STATUS.format("put(URL)")),
    "a post without a body": HANDLED.format(STATUS.format("post(URL)")),
    "a timeout": HANDLED.format(STATUS.format("get(URL, timeout=9)")),
    "two timeouts": HANDLED.format(STATUS.format("get(URL, timeout=(9, 9.5))")),
    "no redirects": HANDLED.format(STATUS.format("get(URL, allow_redirects=False)")),
    "json": HANDLED.format(STATUS.format("post(URL, json={'a': [1, 'b', None, True]}, allow_redirects=False)")),
    "a list as json": HANDLED.format(STATUS.format("post(URL, json=[1, {'x': 'y'}], allow_redirects=False)")),
    "a form": HANDLED.format(STATUS.format("post(URL, data={'a': 'b', 'n': 1}, allow_redirects=False)")),
    "a text": HANDLED.format(STATUS.format("post(URL, data='body', allow_redirects=False)")),
    "bytes": HANDLED.format(STATUS.format("post(URL, data=b'body', allow_redirects=False)")),
    "a query": HANDLED.format(STATUS.format("get(URL, params={'q': 'a b', 'n': 1})")),
    "a query with None": HANDLED.format(STATUS.format("get(URL, params={'q': None, 'n': True})")),
    "a query of a parameter": HANDLED.format(STATUS.format("get(URL, params={'q': url})")),
    "headers": HANDLED.format(STATUS.format("get(URL, headers={'X-A': 'b', 'Accept': 'text/plain'})")),
    "cookies": HANDLED.format(STATUS.format("get(URL, cookies={'a': 'b'})")),
    "a login": HANDLED.format(STATUS.format("get(URL, auth=('user', 'pass'))")),
    "arguments that say nothing": HANDLED.format(STATUS.format("get(URL, headers=None, stream=False, verify=True)")),
    "the method by name": HANDLED.format(STATUS.format("request('GET', URL)")),
    "what it is told of the body": HANDLED.format("requests.get(URL).json()"),
    "the content": HANDLED.format("requests.get(URL).content.decode()"),
    "whether it is good": HANDLED.format("requests.get(URL).ok"),
    "its truth": "try:\n    r = requests.get(URL)\n    return 1 if r else 2\nexcept OSError:\n    return 'caught'",
    "an error status": (
        "try:\n    r = requests.get(URL)\n    r.raise_for_status()\n    return r.json()\n"
        "except Exception:\n    return 0"
    ),
    "a bare clause": "try:\n    return requests.get(URL).status_code\nexcept:\n    return 'caught'",
    "a tuple of classes": (
        "try:\n    return requests.get(URL).status_code\nexcept (KeyError, requests.RequestException):\n    return 0"
    ),
    "an error status of its own": (
        "try:\n    r = requests.get(URL)\n    r.raise_for_status()\nexcept requests.HTTPError as e:\n"
        "    return e.response.status_code\nexcept requests.RequestException:\n    return 'caught'\nreturn 'good'"
    ),
    "suppressed": (
        "with contextlib.suppress(requests.RequestException):\n    return requests.get(URL).status_code\nreturn 0"
    ),
    "a file around it": (
        "try:\n    with open(os.devnull):\n        return requests.get(URL).status_code\n"
        "except requests.RequestException:\n    return 'caught'"
    ),
    "a clause further out": (
        "try:\n    try:\n        return requests.get(URL).status_code\n    finally:\n        os.getpid()\n"
        "except requests.RequestException:\n    return 'caught'"
    ),
    "pieces of a constant": (
        "HOST = URL\ntry:\n    return requests.get(HOST).status_code\nexcept OSError:\n    return 0"
    ),
    "a stream": (
        "try:\n    with requests.get(URL, stream=True) as r:\n        return r.status_code\n"
        "except requests.RequestException:\n    return 'caught'"
    ),
    "a session": (
        "try:\n    with requests.Session() as s:\n        s.get(URL)\n"
        "        return s.get(URL, timeout=9).status_code\n"
        "except requests.RequestException:\n    return 'caught'"
    ),
}

THREAD = {  # by what may be otherwise
    "a url that is not known": HANDLED.format(STATUS.format("get(url)")),
    "a path that is not known": HANDLED.format(STATUS.format("get(f'{URL}/{url[:2]}')")),
    "brackets": HANDLED.format(STATUS.format("get(URL + '?q=[1]')")),
    "a percent sign": HANDLED.format(STATUS.format("get(URL + '?q=%zz')")),
    "a tilde": HANDLED.format(STATUS.format("get(URL + '?q=%7e~')")),
    "a bar": HANDLED.format(STATUS.format("get(URL + '?q=a|b')")),
    "a blank": HANDLED.format(STATUS.format("get(' ' + URL)")),
    "a letter beyond ascii": HANDLED.format(STATUS.format("get(URL + '?q=é')")),
    "an empty query": HANDLED.format(STATUS.format("get(URL + '?')")),
    "a port too high": HANDLED.format(STATUS.format("get('http://127.0.0.1:99999/')")),
    "a user": HANDLED.format(STATUS.format("get('http://token@127.0.0.1:1/')")),
    "an empty label": HANDLED.format(STATUS.format("get('http://a..b/')")),
    "no scheme": HANDLED.format(STATUS.format("get('127.0.0.1/x')")),
    "two dots": HANDLED.format(STATUS.format("get(URL + '/../x')")),
    "a query that is a text": HANDLED.format(STATUS.format("get(URL, params='a=[1]&b')")),
    "a query that is not known": HANDLED.format(STATUS.format("get(URL, params=url)")),
    "None as a header": HANDLED.format(STATUS.format("get(URL, headers={'Accept': None, 'X-A': 'b'})")),
    "a header beyond ascii": HANDLED.format(STATUS.format("get(URL, headers={'X-A': 'é'})")),
    "a header with a blank": HANDLED.format(STATUS.format("get(URL, headers={'X-A': 'a '})")),
    "a header that is not known": HANDLED.format(STATUS.format("get(URL, headers={'X-A': url[:4]})")),
    "two headers of one name": HANDLED.format(STATUS.format("get(URL, headers={'X-A': 'a', 'x-a': 'b'})")),
    "a host of its own": HANDLED.format(STATUS.format("get(URL, headers={'Host': 'example.org'})")),
    "json beyond ascii": HANDLED.format(STATUS.format("post(URL, json={'a': 'é'}, allow_redirects=False)")),
    "a surrogate": HANDLED.format(STATUS.format("post(URL, json={'a': '\\ud800'}, allow_redirects=False)")),
    "no number": HANDLED.format(STATUS.format("post(URL, json={'a': float('nan')}, allow_redirects=False)")),
    "keys that are no text": HANDLED.format(STATUS.format("post(URL, json={1: 2, None: 3}, allow_redirects=False)")),
    "json that is not known": HANDLED.format(STATUS.format("post(URL, json={'a': url[:4]}, allow_redirects=False)")),
    "a post that is redirected": HANDLED.format(STATUS.format("post(URL, json={'a': 1})")),
    "a form that is redirected": HANDLED.format(STATUS.format("post(URL, data={'a': 1})")),
    "a put that is redirected": HANDLED.format(STATUS.format("put(URL, data=b'x')")),
    "a delete": HANDLED.format(STATUS.format("delete(URL)")),
    "options": HANDLED.format(STATUS.format("options(URL)")),
    "a method of its own": HANDLED.format(STATUS.format("request('PURGE', URL)")),
    "a generator": HANDLED.format(STATUS.format("post(URL, data=(x for x in [b'a', b'b']))")),
    "a file": HANDLED.format(STATUS.format("post(URL, data=io.BytesIO(b'abc'))")),
    "files": HANDLED.format(STATUS.format("post(URL, files={'f': ('n', b'abc', 'text/plain')})")),
    "cookies of a number": HANDLED.format(STATUS.format("get(URL, cookies={'a': 1})")),
    "a login beyond ascii": HANDLED.format(STATUS.format("get(URL, auth=('é', 'x'))")),
    "a login of numbers": HANDLED.format(STATUS.format("get(URL, auth=(1, 2))")),
    "a hook": HANDLED.format(STATUS.format("get(URL, hooks={'response': lambda r, **k: r})")),
    "a timeout of nothing": HANDLED.format(STATUS.format("get(URL, timeout=0)")),
    "a timeout that is not known": HANDLED.format(STATUS.format("get(URL, timeout=len(url))")),
    "proxies": HANDLED.format(
        STATUS.format("get(URL, proxies={'http': 'http://127.0.0.1:1', 'https': 'http://127.0.0.1:1'})")
    ),
    "arguments unseen": HANDLED.format(STATUS.format("get(URL, **{})")),
    "the text": HANDLED.format("requests.get(URL).text"),
    "the address": HANDLED.format("requests.get(URL).url"),
    "the headers": HANDLED.format("requests.get(URL).headers['content-type']"),
    "the history": HANDLED.format("[one.url for one in requests.get(URL).history]"),
    "the response itself": HANDLED.format("requests.get(URL).__class__.__module__"),
    "nothing handles it": "return requests.get(URL).status_code",
    "one of the classes": (
        "try:\n    return requests.get(URL).status_code\nexcept requests.ConnectionError:\n    return 0"
    ),
    "a timeout beside others": (
        "try:\n    return requests.get(URL, timeout=9).status_code\nexcept requests.Timeout:\n    return 1\n"
        "except requests.RequestException:\n    return 0"
    ),
    "raised again": "try:\n    return requests.get(URL).status_code\nexcept requests.RequestException:\n    raise",
    "raised from it": (
        "try:\n    return requests.get(URL).status_code\n"
        "except requests.RequestException as e:\n    raise KeyError('x') from e"
    ),
    "another error, which keeps it": (
        "try:\n    try:\n        return requests.get(URL).status_code\n    except requests.RequestException:\n"
        "        raise ValueError('no answer')\nexcept ValueError:\n    return 'none'"
    ),
    "a finally that looks at it": (
        "try:\n    try:\n        return requests.get(URL).status_code\n    finally:\n"
        "        SEEN.append(sys.exc_info()[0] and 1)\nexcept requests.RequestException:\n    return SEEN"
    ),
    "the class is shown": (
        "try:\n    return requests.get(URL).status_code\nexcept Exception as e:\n    return type(e).__module__"
    ),
    "the class is asked for": (
        "try:\n    return requests.get(URL).status_code\nexcept Exception as e:\n    return isinstance(e, OSError)"
    ),
    "the trace is kept": (
        "try:\n    return requests.get(URL).status_code\n"
        "except Exception:\n    return 'requests.' in traceback.format_exc()"
    ),
    "read behind the clause": (
        "try:\n    r = requests.get(URL)\n"
        "except requests.RequestException:\n    return 0\nr.raise_for_status()\nreturn 1"
    ),
    "a manager that looks at it": (
        "try:\n    with Looks():\n        return requests.get(URL).status_code\n"
        "except requests.RequestException:\n    return SEEN"
    ),
    "a group": (
        "try:\n    return requests.get(URL).status_code\nexcept* requests.ConnectionError:\n    url = ''\nreturn url"
    ).replace("    return requests", "    url = requests"),
    "a session with a header": (
        "try:\n    with requests.Session() as s:\n        s.headers['X-A'] = 'b'\n"
        "        return s.get(URL).status_code\n"
        "except requests.RequestException:\n    return 'caught'"
    ),
    "a session with parameters": (
        "try:\n    with requests.Session() as s:\n        s.params = {'a': 1}\n        return s.get(URL).status_code\n"
        "except requests.RequestException:\n    return 'caught'"
    ),
    "a session with an adapter": (
        "try:\n    with requests.Session() as s:\n"
        "        s.mount('http://', requests.adapters.HTTPAdapter(max_retries=1))\n"
        "        return s.get(URL).status_code\nexcept requests.RequestException:\n    return 'caught'"
    ),
    "a session without its environment": (
        "try:\n    with requests.Session() as s:\n        s.trust_env = False\n        return s.get(URL).status_code\n"
        "except requests.RequestException:\n    return 'caught'"
    ),
    "a session whose error leaves": "with requests.Session() as s:\n    return s.get(URL).status_code",
    "a page of urllib": "try:\n    return urllib.request.urlopen(URL).status\nexcept OSError:\n    return 'caught'",
}

HEAD = """import contextlib, io, os, sys, traceback, urllib.request
import requests

SEEN = []


class Looks:
    def __enter__(self):
        return self

    def __exit__(self, kind, *rest):
        SEEN.append(kind and kind.__module__.partition(".")[0])


async def run(url):
"""
PATHS = ("/echo", "/status/404", "/drop")


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    with LOOPBACK.Server() as one:
        yield one


def program(body: str, address: str) -> str:
    for written in ("URL + '", "' ' + URL", "f'{URL}/"):  # what is added is a part of the same literal
        body = body.replace(written, written.replace("URL + '", f"'{address}").replace("' ' + URL", f"' {address}'"))
    body = body.replace("f'{URL}/", f"f'{address}/").replace("URL", f"'{address}'")
    return HEAD + "".join(f"    {line}\n" for line in body.splitlines())


def written(text: str) -> str:
    """The program with its safe fixes made."""
    source = Source(text.encode("utf-8", "surrogatepass"), "program.py")
    report = analyse(source, RECIPES)
    return rendered(source, report, [fix for one in report.findings if (fix := safe(one)) is not None]).text


def check(body: str, server: Any, path: str) -> str:
    old = program(body, server.url + path)
    new = written(old)
    assert outcome(old, server, path) == outcome(new, server, path), new
    return new


@pytest.mark.parametrize("body", NATIVE.values(), ids=NATIVE)
def test_what_is_known_to_be_the_same_goes_through_httpx(body: str, server: Any) -> None:
    for path in PATHS:
        assert "httpx.AsyncClient" in check(body, server, path)


@pytest.mark.parametrize("body", THREAD.values(), ids=THREAD)
def test_everything_else_goes_to_a_thread(body: str, server: Any) -> None:
    for path in PATHS:
        new = check(body, server, path)
        assert "httpx" not in new
        assert "to_thread" in new


@pytest.mark.parametrize("word", ["NETRC", "no_proxy", "REQUESTS_CA_BUNDLE"])
def test_a_program_that_sets_what_only_requests_reads_keeps_requests(word: str, server: Any) -> None:
    old = program(NATIVE["a get"], server.url + "/echo").replace("SEEN = []", f"SEEN = []\nOTHER = '{word}'")
    assert "httpx" not in written(old)
