"""requests' arguments as httpx takes them."""

from __future__ import annotations

from asyncfix.recipe import GivenArgument, Goes, Library, Value, ValueKind, named
from asyncfix.requests_httpx.request_values import is_plain, same_query, unsure
from asyncfix.requests_httpx.rewrite_builder import STREAM, Left, RewriteBuilder, bound
from asyncfix.requests_httpx.snippets import (
    FILE_BODY,
    FILE_CHUNKS,
    FORM_BODY,
    FORM_CONTENT,
    FORM_FIELDS,
    PAIRS,
    WITH_PARAMS,
)


def arguments_of(plan: RewriteBuilder) -> None:
    given = bound(plan.call)
    if not plan.session and any(use.goes is Goes.WITH and use.direct for use in plan.call.uses):
        plan.sent, plan.read_first = STREAM, True
    url = given["url"]
    if url.value.kind not in (ValueKind.TEXT, ValueKind.UNKNOWN, ValueKind.CALL) or url.value.called == "yarl.URL":
        raise Left("the URL is no text")
    annotation = url.value.annotation.replace("None", "").strip(" |")
    if annotation and annotation not in ("str", "Optional[str]", "Any", "typing.Any"):
        plan.change(url.value.span.start, url.value.span.start, "str(")
        plan.change(url.value.span.end, url.value.span.end, ")")
    for name, argument in given.items():
        if name in ("method", "url"):
            continue
        handler = _ARGUMENTS.get(name)
        if plan.session and name in _OF_CLIENT and argument.value.kind not in _OF_CLIENT[name]:
            raise Left(f"httpx takes `{name}` for the whole client, not for one request")
        if handler is None:
            raise Left(f"httpx has no counterpart for `{name}`")
        handler(plan, argument, given)
    if "allow_redirects" not in given and plan.call.name.endswith(".head") and plan.exact:
        plan.extra.append("follow_redirects=False")
    _resent(plan, given)
    if not plan.exact:
        if "timeout" not in given:
            plan.hazards.append("httpx waits 5 seconds for each step of the exchange, requests for ever")
        if "allow_redirects" not in given and not plan.call.name.endswith(".head"):
            plan.hazards.append("httpx does not follow redirects, requests did")


def _resent(plan: RewriteBuilder, given: dict[str, GivenArgument]) -> None:
    """A body that a redirect may send again: of any request but a POST, which both turn into a GET without one."""
    verb = plan.call.name.rpartition(".")[2].removesuffix("()")
    method = given["method"].value.literal.lower() if "method" in given else verb
    follows = (
        verb != "head" if "allow_redirects" not in given else given["allow_redirects"].value.kind is not ValueKind.FALSE
    )
    sends = any(word in given and given[word].value.kind is not ValueKind.NONE for word in ("data", "files", "json"))
    if sends and follows and method != "post":
        plan.hazards.append("where the answer is a redirect, httpx sends the body once more and requests leaves it out")


def _keyword(plan: RewriteBuilder, given: GivenArgument, name: str) -> None:
    """Give the argument the name, be it positional or called something else."""
    if given.name != name:
        end = given.value.span.start if given.name else given.span.start
        plan.change(given.span.start, end, f"{name}=")


def _drop(plan: RewriteBuilder, given: GivenArgument) -> None:
    plan.change(given.span.start, given.span.end, None)


def _params(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    if plan.session and plan.exact and not same_query(given.value, others["url"].value):
        url = others["url"].value.span
        plan.defines += [PAIRS, WITH_PARAMS]
        plan.change(url.start, url.start, f"{named('with_params')}(")
        plan.change(url.end, url.end, f", {given.value.text})")
        _drop(plan, given)
        return
    _keyword(plan, given, "params")
    if not plan.exact and not same_query(given.value, others["url"].value):
        plan.hazards.append(
            "httpx sends a parameter that is None, writes True as `true`, and drops the URL's own query"
        )


def _data(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    value = given.value
    if value.kind is ValueKind.NONE:
        _drop(plan, given) if given.name else _keyword(plan, given, "content")
        return
    if "files" in others and value.kind is not ValueKind.DICT:
        raise Left("what `data` adds to the files can't be seen")
    if value.kind in (ValueKind.TEXT, ValueKind.BYTES):
        _keyword(plan, given, "content")
    elif value.kind is ValueKind.DICT and value.complete and value.items and is_plain(value, lists=True):
        _keyword(plan, given, "data")
    elif value.kind is ValueKind.FILE and "headers" not in others and plan.call.library is Library.ASYNCIO:
        plan.defines += [FILE_CHUNKS, FILE_BODY]
        _unpacked(plan, given, "file_body")
    elif value.kind is ValueKind.DICT and "files" not in others:
        _form(plan, given, others)
    elif value.kind is ValueKind.DICT and plan.exact:
        plan.defines += [PAIRS, FORM_FIELDS]
        plan.change(value.span.start, value.span.start, f"{named('form_fields')}(")
        plan.change(value.span.end, value.span.end, ")")
    else:
        raise Left(f"`data={value.text[:40]}` may be text, a form or a file, which httpx takes as different arguments")


def _form(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    if not plan.exact:
        _keyword(plan, given, "data")
        plan.hazards.append("httpx sends a field that is None as an empty one, and writes True as `true`")
        return
    if "headers" in others and "json" not in others and _is_typed(others["headers"].value):
        _keyword(plan, given, "content")
        plan.defines += [PAIRS, FORM_CONTENT]
        plan.change(given.value.span.start, given.value.span.start, f"{named('form_content')}(")
        plan.change(given.value.span.end, given.value.span.end, ")")
        return
    if "headers" in others or "json" in others:
        raise Left("the values of the form can't be seen, and httpx writes None and bool in another way")
    plan.defines += [PAIRS, FORM_BODY]
    _unpacked(plan, given, "form_body")


def _is_typed(headers: Value) -> bool:
    """True where the headers surely say of what type the body is."""
    keys = [key.literal.lower() for key, _ in headers.items if key is not None]
    return headers.kind is ValueKind.DICT and headers.complete and "content-type" in keys


def _unpacked(plan: RewriteBuilder, given: GivenArgument, helper: str) -> None:
    """Give what a helper makes of the argument: a body and its headers."""
    if given is not plan.call.given[-1] and any(
        not one.name for one in plan.call.given[plan.call.given.index(given) :]
    ):
        raise Left("a positional argument follows the body")
    plan.change(given.span.start, given.value.span.start, f"**{named(helper)}(")
    plan.change(given.span.end, given.span.end, ")")


def _json(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    _keyword(plan, given, "json")
    if "data" in others and others["data"].value.kind not in (ValueKind.NONE, ValueKind.DICT):
        raise Left("the call has both `data` and `json`")


def _headers(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    doubtful = unsure(given.value)
    if doubtful and (plan.session or not plan.exact):
        plan.hazards.append(f"`{doubtful[0]}` may hold None: requests leaves such a header out, httpx raises TypeError")


def _timeout(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    value = given.value
    if value.kind is ValueKind.TUPLE and len(value.items) == 2:
        literal = value.text.startswith("(")
        connect, read = (item.text if literal else f"{value.text}[{at}]" for at, (_, item) in enumerate(value.items))
        http = plan.name("Timeout")
        text = f"{http}(connect={connect}, read={read}, write={connect}, pool=None)"
        plan.change(value.span.start, value.span.end, text)
    elif value.kind is ValueKind.NUMBER:
        if value.text in ("0", "0.0"):
            raise Left("requests raises ValueError for a timeout of 0, and httpx does not")
    elif value.kind not in (ValueKind.NONE, ValueKind.UNKNOWN, ValueKind.CALL) or "urllib3" in value.called:
        raise Left(f"httpx has no counterpart for `timeout={value.text}`")


def _redirects(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    _keyword(plan, given, "follow_redirects")
    if given.value.kind not in (ValueKind.TRUE, ValueKind.FALSE):
        plan.change(given.value.span.start, given.value.span.start, "bool(")
        plan.change(given.value.span.end, given.value.span.end, ")")


def _verify(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    if given.value.kind in (ValueKind.TRUE, ValueKind.NONE):
        _drop(plan, given)
    elif given.value.kind is ValueKind.TEXT:
        context = f"{named('ssl.create_default_context')}(cafile={given.value.text})"
        plan.change(given.value.span.start, given.value.span.end, context)
        plan.hazards.append("the certificates are read when the request is sent, on the event loop")
    elif given.value.kind is not ValueKind.FALSE:
        raise Left(f"`verify={given.value.text}` may be a path, which httpx takes in another form")


def _cookies(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    if given.value.kind is ValueKind.NONE:
        _drop(plan, given)


def _auth(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    value = given.value
    if value.kind is ValueKind.NONE:
        _drop(plan, given)
    elif value.kind is ValueKind.TUPLE and len(value.items) == 2:
        if any(not item.literal.isascii() for _, item in value.items):
            raise Left("httpx sends names and passwords beyond ASCII as UTF-8, requests as Latin-1")
        if any(item.kind is not ValueKind.TEXT for _, item in value.items):
            plan.hazards.append("a name or password that is None or a number makes httpx raise TypeError")
    elif value.called in ("requests.auth.HTTPBasicAuth", "requests.auth.HTTPDigestAuth"):
        kind = "BasicAuth" if "Basic" in value.called else "DigestAuth"
        inner = ", ".join(argument.text for argument in value.arguments)
        if not value.text.endswith(")"):
            if kind == "BasicAuth":
                return  # an object of requests' class does in httpx what it did
            raise Left("the digest authentication is made elsewhere")
        if len(value.arguments) != 2:
            raise Left("the name and password are not given by position")
        plan.change(value.span.start, value.span.end, f"{plan.name(kind)}({inner})")
    else:
        raise Left(f"`auth={value.text[:40]}` may be of a kind that httpx has no counterpart for")


def _files(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    value = given.value
    if value.kind is not ValueKind.DICT or not value.complete:
        raise Left("what `files` holds can't be seen, and httpx takes fewer kinds of files")
    for _, item in value.items:
        if item.kind is ValueKind.TUPLE and len(item.items) == 3:
            continue
        if item.kind in (ValueKind.TEXT, ValueKind.BYTES) or (item.kind is ValueKind.TUPLE and len(item.items) != 2):
            raise Left("httpx gives a part without a file name the name `upload`")
        plan.hazards.append("httpx guesses a Content-Type for each part from its file name; requests sends none")
        plan.hazards.append("httpx sends a file from its beginning, requests from where it stands")
        break


def _proxies(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    value = given.value
    if value.kind is ValueKind.NONE:
        _drop(plan, given)
        return
    targets = {item.text for _, item in value.items}
    schemes = {key.literal for key, _ in value.items if key is not None}
    literal = value.kind is ValueKind.DICT and value.text.startswith("{")
    if not literal or len(targets) != 1 or schemes != {"http", "https"}:
        raise Left("httpx takes one proxy for all schemes, or a transport for each")
    proxy = value.items[0][1]
    if proxy.kind is not ValueKind.TEXT or "://" not in proxy.literal:
        raise Left("httpx needs the scheme of the proxy, which can't be seen")
    plan.change(given.span.start, given.span.end, f"proxy={proxy.text}")


def _stream(plan: RewriteBuilder, given: GivenArgument, others: dict[str, GivenArgument]) -> None:
    if given.value.kind not in (ValueKind.TRUE, ValueKind.FALSE, ValueKind.NONE):
        raise Left(f"whether the response is streamed depends on `{given.value.text}`")
    _drop(plan, given)
    if given.value.kind is not ValueKind.TRUE:
        return
    plan.read_first = False
    if plan.sent == STREAM:
        return
    if any(use.goes is Goes.CALL and use.name.startswith("iter_") for use in plan.call.uses):
        plan.hazards.append("the whole body is in memory before the first piece of it is used")


_ARGUMENTS = {
    "params": _params,
    "data": _data,
    "json": _json,
    "headers": _headers,
    "timeout": _timeout,
    "allow_redirects": _redirects,
    "verify": _verify,
    "cookies": _cookies,
    "auth": _auth,
    "files": _files,
    "proxies": _proxies,
    "stream": _stream,
}
_NOTHING = (ValueKind.NONE,)
_OF_CLIENT = {
    "verify": (ValueKind.NONE, ValueKind.TRUE),
    "cookies": _NOTHING,
    "proxies": _NOTHING,
    "stream": (ValueKind.NONE, ValueKind.FALSE),
}
"""What only a client takes, and the values that say nothing."""
