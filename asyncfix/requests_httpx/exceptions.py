"""`except` clauses that name requests' exceptions."""

from __future__ import annotations

from asyncfix.recipe import Change, Clause, Goes, Use, named
from asyncfix.requests_httpx.responses import UNDECODED
from asyncfix.requests_httpx.rewrite_builder import STREAM, Left, RewriteBuilder, bound

_TIMES = "requests raised ConnectionError where the time ran out while the body was read; httpx raises ReadTimeout"
_FROM = ("requests.", "requests.exceptions.")
_CLASSES = {
    "HTTPError": ("HTTPStatusError",),
    "Timeout": ("TimeoutException",),
    "ConnectTimeout": ("ConnectTimeout",),
    "ReadTimeout": ("ReadTimeout",),
    "TooManyRedirects": ("TooManyRedirects",),
    "MissingSchema": ("UnsupportedProtocol",),
    "InvalidSchema": ("UnsupportedProtocol",),
    "InvalidURL": ("InvalidURL", "UnsupportedProtocol"),
    "ProxyError": ("ProxyError",),
    "ChunkedEncodingError": ("RemoteProtocolError", "ReadError"),
    "ContentDecodingError": ("DecodingError",),
}
_BASES = frozenset({"RequestException", "ConnectionError", "JSONDecodeError", "InvalidJSONError", "SSLError"})
_TIMED = frozenset({"ConnectionError", "ConnectTimeout", "ReadTimeout", "Timeout"})
_ALIKE = frozenset({".content", ".headers", ".json()", ".status_code", ".text"})
_BUILTIN = frozenset({"OSError", "IOError", "EnvironmentError"})


def clause_classes(plan: RewriteBuilder, clause: Clause) -> None:
    """The classes that take the place of one class of an `except` clause around the call."""
    if clause.name in _BUILTIN:
        classes = _classes(plan, clause, "RequestException")
        _rewritten(plan, clause, [clause.text, *classes], keeps=True)
        return
    if clause.name == "ValueError" and not _is_http(plan):
        _rewritten(plan, clause, [clause.text, *map(plan.name, ("InvalidURL", "UnsupportedProtocol"))], keeps=True)
        return
    if not clause.name:
        plan.hazards.append(f"`{clause.text}` (line {clause.line}) may name exceptions of requests")
        return
    base, _, name = clause.name.rpartition(".")
    if f"{base}." not in _FROM:
        return
    _rewritten(plan, clause, _classes(plan, clause, name), keeps=False)
    for use in clause.uses:
        _exception(plan, name, use)


def _is_http(plan: RewriteBuilder) -> bool:
    """True where the URL surely has a scheme."""
    return bound(plan.call)["url"].value.literal.startswith(("http://", "https://"))


def _classes(plan: RewriteBuilder, clause: Clause, name: str) -> list[str]:
    timed = any(given.name == "timeout" for given in plan.call.given)
    parsed = any(use.goes is Goes.CALL and use.name == "json" and use.span in clause.body for use in plan.call.uses)
    if timed and name in _TIMED:
        plan.hazards.append(_TIMES)
    if name == "RequestException":
        found = [plan.name("HTTPError"), plan.name("InvalidURL")]
        if plan.sent == STREAM and not plan.read_first:
            found.append(plan.name("StreamError"))
        return [*found, named("json.JSONDecodeError")] if parsed else found
    if name == "ConnectionError":
        found = ["NetworkError", "RemoteProtocolError", "ProxyError"]
        if timed:
            found[1:1] = ["ConnectTimeout", "WriteTimeout"]
        return list(map(plan.name, found))
    if name in ("JSONDecodeError", "InvalidJSONError"):
        return [named("json.JSONDecodeError")]
    if name not in _CLASSES:
        raise Left(f"httpx has no counterpart for `except {name}` (line {clause.line})")
    if name in ("MissingSchema", "InvalidSchema", "InvalidURL"):
        plan.hazards.append("httpx raises the same for a URL without a scheme and for one with an unknown scheme")
    if name == "ChunkedEncodingError":
        plan.hazards.append("httpx raises the same where the server closes the connection before it answers")
    return list(map(plan.name, _CLASSES[name]))


def _rewritten(plan: RewriteBuilder, clause: Clause, classes: list[str], keeps: bool) -> None:
    """Name the classes in the place of the old one; the old one stays where other requests in the `try` stay."""
    shared = tuple(span for span, _ in clause.calls if span in plan.call.alike and span != plan.call.span)
    both = classes if keeps else [*classes, clause.text]
    texts = [", ".join(names) for names in (classes, both)]
    if not clause.in_tuple:
        texts = [f"({text})" if ", " in text else text for text in texts]
    plan.changes.append(Change(clause.span, texts[0], shared, texts[1], verbatim=True))


def _exception(plan: RewriteBuilder, name: str, use: Use) -> None:
    """What is done with the caught exception."""
    if use.goes is Goes.READ and use.name == "response":
        if use.then.startswith(".") and use.then not in _ALIKE:
            raise Left(f"in line {use.line} more of the exception's response is used than can be followed")
        if use.then == ".text":
            plan.hazards.append(UNDECODED)
        if name == "HTTPError":
            return
        if use.then.startswith((".", "[")):
            plan.hazards.append("exceptions of httpx other than HTTPStatusError have no `response` at all")
            return
        plan.change(use.base.start, use.base.start, "getattr(")
        plan.change(use.base.end, use.base.end + len(".response"), ', "response", None)')
        if use.then != "==":
            plan.hazards.append("a response with an error status is true in httpx and false in requests")
    elif use.goes is Goes.READ and use.name in ("errno", "strerror", "args"):
        raise Left(f"in line {use.line} the exception's `{use.name}` is used, which httpx fills in another way")
    elif use.goes is Goes.FORMAT or use.name in ("str", "repr"):
        plan.hazards.append("the text of httpx's exceptions differs, and is empty for some timeouts")


def _mentioned(plan: RewriteBuilder) -> None:
    """What else the function takes of requests: types of responses, exceptions outside of `except` clauses."""
    for mention in plan.call.mentions("requests"):
        last = mention.name.rpartition(".")[2]
        if last == "Response" and mention.annotates is not None:
            if mention.annotates == plan.call.span:
                plan.change(mention.span.start, mention.span.end, plan.name("Response"))
        elif last == "Response" or (not mention.in_clause and (last in _CLASSES or last in _BASES)):
            what = "responses" if last == "Response" else "exceptions"
            plan.hazards.append(f"line {mention.line} asks for requests' {what}, which are httpx's now")


def elsewhere(plan: RewriteBuilder) -> None:
    """The other uses in the file of exceptions of requests that this function no longer raises."""
    _mentioned(plan)
    for line, name in plan.call.called_elsewhere_in:
        if name.startswith("requests."):
            plan.hazards.append(f"line {line} catches {name} from a call of this function, which raises httpx's now")
            return
