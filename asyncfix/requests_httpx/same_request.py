"""What of a request is not known to reach the server, and to be answered, through httpx as it did through requests.

Each sentence is one difference that was seen between the two libraries; a request without any is the same on both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from asyncfix.recipe import Call, GivenArgument, Goes, Use, Value, ValueKind
from asyncfix.requests_httpx.request_values import same_query
from asyncfix.requests_httpx.rewrite_builder import bound

_URL = "httpx writes some characters of a URL in another way and refuses others: look at `{text}`"
_QUERY = "httpx quotes a query that is a text in another way: look at `{text}`"
_HEADERS = "httpx refuses header values beyond ASCII and with blanks around them: look at `{text}`"
_JSON = "httpx sends JSON beyond ASCII as it is and refuses other values: look at `{text}`"
_BODY = "httpx sends some kinds of bodies in another way and refuses others: look at `{text}`"
_COOKIES = "httpx refuses cookies that are no ASCII text: look at `{text}`"
_AUTH = "httpx encodes names and passwords in another way: look at `{text}`"
_PROXIES = "httpx uses the proxies of the environment in other cases"
_TIMEOUT = "httpx takes timeouts that requests refuses: look at `{text}`"
_OTHER = "httpx takes another kind of `{name}`: look at `{text}`"
_REDIRECTED = "where a redirect makes the request a GET, httpx keeps its Content-Type header and requests drops it"
_LENGTH = "requests sends `Content-Length: 0` with {method}, httpx sends none"
_HISTORY = "the responses of `history` are httpx's, which have other attributes"
_RESPONSE_HEADERS = "httpx reads header values beyond ASCII as UTF-8, requests as Latin-1"

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_HOST = re.compile(rf"(?=.{{1,200}}\Z)(?:{_LABEL}\.)*(?![0-9]+\Z){_LABEL}\Z|(?:{_BYTE}\.){{3}}{_BYTE}\Z")
_PORT = re.compile(r"[1-9][0-9]{0,4}\Z")
_DEFAULT_PORTS = (80, 443)  # which httpx leaves out of the Host header
_TARGET = re.compile(r"[A-Za-z0-9._/-]*(?:\?[A-Za-z0-9._/=&-]+)?(?:#[A-Za-z0-9_-]*)?\Z")
_TOKEN = re.compile(r"[A-Za-z0-9_.-]+\Z")
_HEADER_VALUE = re.compile(r"[!-~](?:[ -~]*[!-~])?\Z")
_OF_MESSAGE = frozenset(
    {"accept-encoding", "authorization", "connection", "content-length", "cookie", "host", "te", "transfer-encoding"}
)  # headers of which either library writes or drops some by itself
_ENVIRONMENT = {
    "NETRC": "httpx does not read `~/.netrc`",
    "netrc": "httpx does not read `~/.netrc`",
    "NO_PROXY": "httpx does not know networks in `NO_PROXY`",
    "no_proxy": "httpx does not know networks in `NO_PROXY`",
    "REQUESTS_CA_BUNDLE": "httpx does not read `REQUESTS_CA_BUNDLE`",
    "CURL_CA_BUNDLE": "httpx does not read `CURL_CA_BUNDLE`",
}
_FIXED = {
    "allow_redirects": (ValueKind.TRUE, ValueKind.FALSE),
    "stream": (ValueKind.TRUE, ValueKind.FALSE, ValueKind.NONE),
    "verify": (ValueKind.TRUE, ValueKind.FALSE, ValueKind.NONE),
}


def differences(call: Call) -> Iterator[str]:
    """Sentences on what a server, or a reader of the answer, may see otherwise."""
    given = bound(call)
    if not is_clean_url(given["url"].value):
        yield _URL.format(text=_shown(given["url"].value))
    yield from _method(call, given)
    for name, argument in given.items():
        sentence = _argument(name, argument.value, given)
        if sentence:
            yield sentence.format(name=name, text=_shown(argument.value))
    for use in call.uses:
        yield from _answer(use)


def environment(call: Call) -> Iterator[str]:
    """Sentences on the environment variables of the project that httpx reads in another way."""
    yield from dict.fromkeys(sentence for word, sentence in _ENVIRONMENT.items() if call.named_in_project(word))


def is_clean_url(url: Value) -> bool:
    """True for a text of which both libraries surely make the same target."""
    scheme, _, rest = url.literal.partition("://")
    place, _, target = rest.partition("/")
    host, colon, port = place.partition(":")
    if url.kind is not ValueKind.TEXT or scheme not in ("http", "https") or not _HOST.match(host):
        return False
    if colon and not (_PORT.match(port) and int(port) <= 65535 and int(port) not in _DEFAULT_PORTS):
        return False
    return bool(_TARGET.match(target)) and {".", ".."}.isdisjoint(target.partition("?")[0].split("/"))


def _method(call: Call, given: dict[str, GivenArgument]) -> Iterator[str]:
    verb = call.name.rpartition(".")[2].removesuffix("()")
    method = given["method"].value.literal.lower() if "method" in given else verb
    if method not in ("get", "head", "post", "put", "patch"):
        shown = method.upper() if method in ("delete", "options") else "other methods"
        yield _LENGTH.format(method=shown)
    body = [
        word for word in ("data", "json", "files") if word in given and given[word].value.kind is not ValueKind.NONE
    ]
    stays = "allow_redirects" in given and given["allow_redirects"].value.kind is ValueKind.FALSE
    if body and not stays and method == "post":
        yield _REDIRECTED


def _argument(name: str, value: Value, given: dict[str, GivenArgument]) -> str:
    """The difference that an argument may make; "" for none."""
    known, sentence = _KINDS.get(name, (None, ""))
    if value.kind is ValueKind.NONE or (known is not None and known(value)):
        return ""
    if name == "params":
        return "" if _is_query(value, given["url"].value) else _QUERY
    if name in _FIXED:
        return "" if value.kind in _FIXED[name] else _OTHER
    return sentence


def _shown(value: Value) -> str:
    text = " ".join(value.text.split())
    return text if len(text) <= 40 else f"{text[:37]}..."


def _is_query(value: Value, url: Value) -> bool:
    """True for parameters that are a dict: what they hold is written as requests writes it."""
    return same_query(value, url) or (value.kind is ValueKind.DICT and value.text.startswith("{"))


def _are_headers(value: Value) -> bool:
    if value.kind is not ValueKind.DICT or not value.complete:
        return False
    names = [key.literal.lower() if key is not None else "" for key, _ in value.items]
    if len(set(names)) != len(names) or not _OF_MESSAGE.isdisjoint(names):
        return False
    return all(
        _TOKEN.match(name) and item.kind is ValueKind.TEXT and _HEADER_VALUE.match(item.literal)
        for name, (_, item) in zip(names, value.items, strict=True)
    )


def is_plain_json(value: Value) -> bool:
    """True for a value of which both libraries surely make the same JSON, blanks aside."""
    if value.kind in (ValueKind.NONE, ValueKind.TRUE, ValueKind.FALSE):
        return True
    if value.kind is ValueKind.NUMBER:
        return not value.called and value.annotation in ("", "int")
    if value.kind is ValueKind.TEXT:
        return _is_ascii(value)
    if value.kind in (ValueKind.LIST, ValueKind.DICT) and value.complete:
        keys = [key for key, _ in value.items] if value.kind is ValueKind.DICT else []
        return all(key is not None and _is_ascii(key) for key in keys) and all(
            is_plain_json(item) for _, item in value.items
        )
    return False


def _is_ascii(value: Value) -> bool:
    return value.kind is ValueKind.TEXT and value.literal.isascii() and "\0" not in value.literal


def _is_body(value: Value) -> bool:
    if value.kind is ValueKind.BYTES:
        return bool(re.match(r"[bB][\"']", value.text))
    if value.kind is ValueKind.TEXT:
        return _is_ascii(value) and bool(value.literal)
    return (
        value.kind is ValueKind.DICT
        and value.complete
        and bool(value.items)
        and is_plain_json(value)
        and all(item.kind in (ValueKind.TEXT, ValueKind.NUMBER) for _, item in value.items)
    )


def _are_cookies(value: Value) -> bool:
    return (
        value.kind is ValueKind.DICT
        and value.complete
        and all(
            key is not None and _TOKEN.match(key.literal) and item.kind is ValueKind.TEXT and _TOKEN.match(item.literal)
            for key, item in value.items
        )
    )


def _is_timeout(value: Value) -> bool:
    if value.kind is ValueKind.TUPLE:
        return all(item.kind in (ValueKind.NUMBER, ValueKind.NONE) and not item.called for _, item in value.items)
    return value.kind is ValueKind.NUMBER and not value.called and not value.annotation


def _answer(use: Use) -> Iterator[str]:
    if use.goes is Goes.READ and use.name == "history" and use.then != "len()":
        yield _HISTORY
    elif use.goes is Goes.READ and use.name in ("headers", "links", "cookies"):
        yield _RESPONSE_HEADERS


def _is_login(value: Value) -> bool:
    return value.kind is ValueKind.TUPLE and all(_is_ascii(item) for _, item in value.items)


def _is_unknown(value: Value) -> bool:
    """False, for an argument of which no value is the same in both libraries."""
    return False


_KINDS: dict[str, tuple[Callable[[Value], bool], str]] = {
    "headers": (_are_headers, _HEADERS),
    "json": (is_plain_json, _JSON),
    "data": (_is_body, _BODY),
    "files": (_is_unknown, _BODY),
    "cookies": (_are_cookies, _COOKIES),
    "auth": (_is_login, _AUTH),
    "proxies": (_is_unknown, _PROXIES),
    "timeout": (_is_timeout, _TIMEOUT),
}
"""Whether a value is known to be the same in both libraries, and the difference where it is not."""
