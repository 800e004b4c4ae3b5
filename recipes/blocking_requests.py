"""Send HTTP requests without stopping the event loop.

`requests.get` and its kind stop every other task of the process until the server has answered. The same
request goes out through an `httpx.AsyncClient`, and what happens to the response, the `except` clauses
around the call and the imports follow. The client is made in one helper function of the module, with
requests' defaults (no timeout, redirects followed) and one SSL context for all calls, so that making a
client costs the loop next to nothing.

Marked for review, with the difference in a sentence: where a server, a caught exception or a reader of
the response may notice. Left alone, with the reason: responses that leave the function, arguments that
httpx has no counterpart for, and arguments that can't be seen (`**kwargs`).

Everywhere, servers see the User-Agent of httpx, and neither `~/.netrc` nor `REQUESTS_CA_BUNDLE` is read.
"""

from asyncfix.recipe import (
    Call,
    Change,
    Clause,
    Definition,
    Given,
    Goes,
    HttpClient,
    HttpStyle,
    Kind,
    Library,
    Recipe,
    Rewrite,
    Skip,
    Span,
    Use,
    Value,
    named,
)

_VERBS = ("delete", "get", "head", "options", "patch", "post", "put")
_ORDER = {"get": ("url", "params"), "post": ("url", "data", "json"), "put": ("url", "data"), "patch": ("url", "data")}
_PLAIN = frozenset({Kind.TEXT, Kind.NUMBER})
_TIMES = "requests raised ConnectionError where the time ran out while the body was read; httpx raises ReadTimeout"
_CONTEXT = "SSL_CONTEXT"
_DEFAULTS = ["timeout=None", "follow_redirects=True", "max_redirects=30"]
_ANY = {"", "[]", ".clear()", ".get()", ".items()", ".set()", ".update()", "dict()", "in", "len()"}
_SEND = "http_request"
_STREAM = "http_stream"


class _Left(Exception):
    """The call stays as it is, for the reason that it carries."""


class _Plan:
    """The changes that a rewrite is put together from."""

    def __init__(self, call: Call, session: "_Plan | None" = None) -> None:
        self.call = call
        self.session = session  # the plan of the session that sends the request
        self.members: frozenset[Span] = session.members if session else frozenset({call.span})  # changed by this fix
        self.exact = call.options.http_style is HttpStyle.EXACT
        self.http = call.options.http_library.value
        self.changes: list[Change] = []
        self.defines: list[Definition] = []
        self.hazards: list[str] = list(call.await_hazards)
        self.parentheses = call.tight
        self.sent = _SEND
        self.extra: list[str] = []  # arguments to add

    def name(self, of: str) -> str:
        return named(f"{self.http}.{of}")

    def change(self, start: int, end: int, text: str | None, use: Use | None = None) -> None:
        """New text for a place; that of a use of the response is shared with all calls that it may come from."""
        others = tuple(span for span in use.sources if span not in self.members) if use else ()
        if use and (use.mixed or not self.call.alike.issuperset(others)):
            raise _Left(f"in line {use.line} the name of the response may also stand for something else")
        self.changes.append(Change(Span(start, end), text, others))


def asynchronous(call: Call) -> Rewrite | Skip:
    """The request through an asynchronous client, with all that depends on the response."""
    if call.no_await:
        return Skip(call.no_await)
    if call.awaited:
        return Skip("the response is awaited, which raises TypeError")
    plan = _Plan(call)
    what = "the request"
    try:
        if call.name in _SESSIONS:
            what = "the requests of the session"
            _session(plan)
        else:
            _request(plan)
            _call_itself(plan)
    except _Left as reason:
        return Skip(str(reason))
    title = f"send {what} through {plan.http}.AsyncClient"
    hazards = tuple(dict.fromkeys(plan.hazards))
    return Rewrite("", title, hazards=hazards, changes=tuple(plan.changes), defines=tuple(plan.defines))


def _request(plan: _Plan) -> None:
    """Everything but the call itself."""
    _arguments(plan)
    for use in plan.call.uses:
        _response(plan, use)
    for clause in plan.call.clauses:
        _clause(plan, clause)
    _elsewhere(plan)


def _call_itself(plan: _Plan) -> None:
    call, streamed = plan.call, plan.sent == _STREAM
    verb = call.name.rpartition(".")[2]
    opening = "" if streamed else "(await " if plan.parentheses else "await "
    plan.changes.append(Change(call.function_span, opening + named(plan.sent)))
    if verb != "request":
        first = call.given[0]
        separator = f",{first.lead}" if "\n" in first.lead else ", "
        plan.changes.insert(0, Change(Span(first.span.start, first.span.start), f'"{verb.upper()}"{separator}'))
    if plan.extra:
        last = call.given[-1]
        separator = f",{last.lead}" if "\n" in last.lead else ", "
        added = "".join(separator + argument for argument in plan.extra)
        plan.changes.append(Change(Span(last.span.end, last.span.end), added))
    if plan.parentheses and not streamed:
        plan.changes.append(Change(Span(call.span.end, call.span.end), ")"))
    plan.defines = [*_definitions(plan), *plan.defines]


# --- sessions ----------------------------------------------------------------------------------------

_SESSIONS = ("requests.Session", "requests.session")
_SHARED = {"headers": {"[]", "[]=", ".get()", ".pop()", ".update()", "in"}, "cookies": _ANY, "max_redirects": _ANY}


def _session(plan: _Plan) -> None:
    """The session as a client, and all that it sends."""
    call = plan.call
    if call.given:
        raise _Left("a session takes no arguments, so this call raises TypeError")
    sending = [use for use in call.uses if use.goes is Goes.CALL and use.name in (*_VERBS, "request")]
    plan.members = frozenset({call.span, *(use.span for use in sending)})
    plan.changes.append(Change(call.function_span, named("http_session")))
    closed = False
    for use in call.uses:
        if use.goes is Goes.WITH:
            if use.suite is None or not use.suite.alone:
                raise _Left("the `with` statement enters other things as well")
            plan.change(use.suite.keyword.start, use.suite.keyword.start, "async ", None if use.direct else use)
            closed = True
        elif use in sending:
            _sent(plan, use)
        elif use.goes is Goes.CALL and use.name == "close":
            _closed(plan, use)
            closed = True
        elif use.goes is Goes.READ and use.then in _SHARED.get(use.name, ()):
            continue
        elif use.goes not in (Goes.DROP, Goes.NONE_TEST):
            what = f"the session's `{use.name}` is used" if use.goes in (Goes.READ, Goes.SET, Goes.CALL) else use.goes
            raise _Left(f"in line {use.line} {what}, which httpx's client has no counterpart for or which can't be followed")
    if not closed:
        plan.hazards.append("the client is never closed, as the session was not: `async with` would do that")
    plan.defines += [_context(plan), _session_definition(plan)]


def _sent(session: _Plan, use: Use) -> None:
    """A request of the session."""
    call = session.call.made_by(use)
    if call is None or call.function != session.call.function or call.no_await:
        raise _Left(f"in line {use.line} the session is used where no await can stand")
    plan = _Plan(call, session)
    _request(plan)
    verb = use.name
    end = call.function_span.end
    if verb in ("get", "head", "options", "delete") and {"data", "json", "files"}.intersection(_bound(call)):
        plan.change(end - len(verb), end, "request", use)
        first = call.given[0]
        plan.changes.insert(0, Change(Span(first.span.start, first.span.start), f'"{verb.upper()}", '))
    if plan.extra:
        at = call.given[-1].span.end
        plan.changes.append(Change(Span(at, at), "".join(f", {argument}" for argument in plan.extra)))
    plan.change(call.span.start, call.span.start, "(await " if plan.parentheses else "await ", use)
    if plan.parentheses:
        plan.change(call.span.end, call.span.end, ")", use)
    session.changes += plan.changes
    session.defines += plan.defines
    session.hazards += plan.hazards


def _closed(plan: _Plan, use: Use) -> None:
    call = plan.call.made_by(use)
    if call is None or call.no_await or call.function != plan.call.function:
        raise _Left(f"in line {use.line} the session is closed where no await can stand")
    plan.change(use.span.start, use.span.start, "await ", use)
    plan.change(call.function_span.end - len("close"), call.function_span.end, "aclose", use)


def _session_definition(plan: _Plan) -> Definition:
    arguments = [f"verify={named(_CONTEXT)}", *(_DEFAULTS if plan.exact else [])]
    how = "with the defaults of requests: no timeout, redirects followed" if plan.exact else "for several requests"
    code = (
        f"def {named('http_session')}() -> {plan.name('AsyncClient')}:\n"
        f'    """A client {how}."""\n'
        f"    return {_client(plan, arguments)}"
    )
    return Definition("http_session", code, 7)


# --- arguments ---------------------------------------------------------------------------------------


def _bound(call: Call) -> dict[str, Given]:
    """The arguments by the names of requests' parameters."""
    verb = call.name.rpartition(".")[2]
    order = ("method", "url") if verb == "request" else _ORDER.get(verb, ("url",))
    found: dict[str, Given] = {}
    for index, given in enumerate(call.given):
        if given.name in ("*", "**"):
            raise _Left(f"`{given.value.text}` may carry arguments that httpx does not have or reads in another way")
        if not given.name and index >= len(order):
            raise _Left("the call has more positional arguments than requests takes")
        found[given.name or order[index]] = given
    if "url" not in found:
        raise _Left("the call gives no URL, so it raises TypeError")
    return found


def _arguments(plan: _Plan) -> None:
    given = _bound(plan.call)
    url = given["url"]
    if url.value.kind not in (Kind.TEXT, Kind.UNKNOWN, Kind.CALL) or url.value.called == "yarl.URL":
        raise _Left("the URL is no text")
    annotation = url.value.annotation.replace("None", "").strip(" |")
    if annotation and annotation not in ("str", "Optional[str]", "Any", "typing.Any"):
        plan.change(url.value.span.start, url.value.span.start, "str(")
        plan.change(url.value.span.end, url.value.span.end, ")")
    if any(character in url.value.literal for character in "\\^|[]{}`\n\t") or url.value.literal.startswith(" "):
        plan.hazards.append("requests and httpx write unusual characters of the URL in different ways")
    for name, argument in given.items():
        if name in ("method", "url"):
            continue
        handler = _ARGUMENTS.get(name)
        if plan.session and name in _OF_CLIENT and argument.value.kind not in _OF_CLIENT[name]:
            raise _Left(f"httpx takes `{name}` for the whole client, not for one request")
        if handler is None:
            raise _Left(f"httpx has no counterpart for `{name}`")
        handler(plan, argument, given)
    if "allow_redirects" not in given and plan.call.name.endswith(".head") and plan.exact:
        plan.extra.append("follow_redirects=False")
    if not plan.exact:
        if "timeout" not in given:
            plan.hazards.append("httpx waits 5 seconds for each step of the exchange, requests for ever")
        if "allow_redirects" not in given and not plan.call.name.endswith(".head"):
            plan.hazards.append("httpx does not follow redirects, requests did")


def _keyword(plan: _Plan, given: Given, name: str) -> None:
    """Give the argument the name, be it positional or called something else."""
    if given.name != name:
        end = given.value.span.start if given.name else given.span.start
        plan.change(given.span.start, end, f"{name}=")


def _drop(plan: _Plan, given: Given) -> None:
    plan.change(given.span.start, given.span.end, None)


def _params(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    if plan.session and plan.exact and not _same_query(given.value, others["url"].value):
        url = others["url"].value.span
        plan.defines += [_PAIRS, _WITH_PARAMS]
        plan.change(url.start, url.start, f"{named('with_params')}(")
        plan.change(url.end, url.end, f", {given.value.text})")
        _drop(plan, given)
        return
    _keyword(plan, given, "params")
    if not plan.exact and not _same_query(given.value, others["url"].value):
        plan.hazards.append("httpx sends a parameter that is None, writes True as `true`, and drops the URL's own query")


def _same_query(params: Value, url: Value) -> bool:
    """True where httpx surely makes the same query of the parameters as requests does."""
    if params.kind is Kind.NONE:
        return True
    bare = url.kind is Kind.TEXT and "?" not in url.literal and not url.literal.endswith("\0")
    return bare and params.kind is Kind.DICT and params.complete and bool(params.items) and _is_plain(params, lists=True)


def _is_plain(value: Value, lists: bool = False) -> bool:
    """True for a dict whose keys are text and whose values surely are text or numbers."""
    for key, item in value.items:
        if key is None or key.kind is not Kind.TEXT:
            return False
        inner = item.kind in (Kind.LIST, Kind.TUPLE) and item.complete and bool(item.items)
        if lists and inner and all(one.kind in _PLAIN for _, one in item.items):
            continue
        if item.kind not in _PLAIN:
            return False
    return True


def _data(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    value = given.value
    if value.kind is Kind.NONE:
        _drop(plan, given) if given.name else _keyword(plan, given, "content")
        return
    if "files" in others and value.kind is not Kind.DICT:
        raise _Left("what `data` adds to the files can't be seen")
    if value.kind in (Kind.TEXT, Kind.BYTES):
        _keyword(plan, given, "content")
    elif value.kind is Kind.DICT and value.complete and value.items and _is_plain(value, lists=True):
        _keyword(plan, given, "data")
    elif value.kind is Kind.FILE and "headers" not in others and plan.call.library is Library.ASYNCIO:
        plan.defines += [_FILE_CHUNKS, _FILE_BODY]
        _unpacked(plan, given, "file_body")
    elif value.kind is Kind.DICT and "files" not in others:
        _form(plan, given, others)
    else:
        raise _Left(f"`data={value.text[:40]}` may be text, a form or a file, which httpx takes as different arguments")


def _form(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    if not plan.exact:
        _keyword(plan, given, "data")
        plan.hazards.append("httpx sends a field that is None as an empty one, and writes True as `true`")
        return
    if "headers" in others or "json" in others:
        raise _Left("the values of the form can't be seen, and httpx writes None and bool in another way")
    plan.defines += [_PAIRS, _FORM_BODY]
    _unpacked(plan, given, "form_body")


def _unpacked(plan: _Plan, given: Given, helper: str) -> None:
    """Give what a helper makes of the argument: a body and its headers."""
    if given is not plan.call.given[-1] and any(not one.name for one in plan.call.given[plan.call.given.index(given) :]):
        raise _Left("a positional argument follows the body")
    plan.change(given.span.start, given.value.span.start, f"**{named(helper)}(")
    plan.change(given.span.end, given.span.end, ")")


def _json(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    _keyword(plan, given, "json")
    if "data" in others and others["data"].value.kind not in (Kind.NONE, Kind.DICT):
        raise _Left("the call has both `data` and `json`")


def _headers(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    unsure = _unsure(given.value)
    if unsure and (plan.session or not plan.exact):
        plan.hazards.append(f"`{unsure[0]}` may hold None: requests leaves such a header out, httpx raises TypeError")


def _unsure(value: Value) -> list[str]:
    """What of a dict of headers may be None."""
    if value.kind is Kind.NONE:
        return []
    if value.kind is not Kind.DICT or not value.complete:
        return [" ".join(value.text.split())[:40]]
    found: list[str] = []
    for _, item in value.items:
        if item.kind is Kind.DICT:
            found += _unsure(item)
        elif item.kind not in (Kind.TEXT, Kind.BYTES, Kind.NUMBER, Kind.TRUE, Kind.FALSE):
            found.append(" ".join(item.text.split())[:40])
    return found


def _timeout(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    value = given.value
    if value.kind is Kind.TUPLE and len(value.items) == 2:
        connect, read = (item.text for _, item in value.items)
        http = plan.name("Timeout")
        text = f"{http}(connect={connect}, read={read}, write={connect}, pool=None)"
        plan.change(value.span.start, value.span.end, text)
    elif value.kind is Kind.NUMBER:
        if value.text in ("0", "0.0"):
            raise _Left("requests raises ValueError for a timeout of 0, and httpx does not")
    elif value.kind not in (Kind.NONE, Kind.UNKNOWN, Kind.CALL) or "urllib3" in value.called:
        raise _Left(f"httpx has no counterpart for `timeout={value.text}`")


def _redirects(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    _keyword(plan, given, "follow_redirects")
    if given.value.kind not in (Kind.TRUE, Kind.FALSE):
        plan.change(given.value.span.start, given.value.span.start, "bool(")
        plan.change(given.value.span.end, given.value.span.end, ")")


def _verify(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    if given.value.kind in (Kind.TRUE, Kind.NONE):
        _drop(plan, given)
    elif given.value.kind is Kind.TEXT:
        context = f"{named('ssl.create_default_context')}(cafile={given.value.text})"
        plan.change(given.value.span.start, given.value.span.end, context)
        plan.hazards.append("the certificates are read when the request is sent, on the event loop")
    elif given.value.kind is not Kind.FALSE:
        raise _Left(f"`verify={given.value.text}` may be a path, which httpx takes in another form")


def _cookies(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    if given.value.kind is Kind.NONE:
        _drop(plan, given)


def _auth(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    value = given.value
    if value.kind is Kind.NONE:
        _drop(plan, given)
    elif value.kind is Kind.TUPLE and len(value.items) == 2:
        if any(not item.literal.isascii() for _, item in value.items):
            raise _Left("httpx sends names and passwords beyond ASCII as UTF-8, requests as Latin-1")
        if any(item.kind is not Kind.TEXT for _, item in value.items):
            plan.hazards.append("a name or password that is None or a number makes httpx raise TypeError")
    elif value.called in ("requests.auth.HTTPBasicAuth", "requests.auth.HTTPDigestAuth"):
        kind = "BasicAuth" if "Basic" in value.called else "DigestAuth"
        inner = ", ".join(argument.text for argument in value.arguments)
        if len(value.arguments) != 2:
            raise _Left("the name and password are not given by position")
        plan.change(value.span.start, value.span.end, f"{plan.name(kind)}({inner})")
    else:
        raise _Left(f"`auth={value.text[:40]}` may be of a kind that httpx has no counterpart for")


def _files(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    value = given.value
    if value.kind is not Kind.DICT or not value.complete:
        raise _Left("what `files` holds can't be seen, and httpx takes fewer kinds of files")
    for _, item in value.items:
        if item.kind is Kind.TUPLE and len(item.items) == 3:
            continue
        if item.kind in (Kind.TEXT, Kind.BYTES) or (item.kind is Kind.TUPLE and len(item.items) != 2):
            raise _Left("httpx gives a part without a file name the name `upload`")
        plan.hazards.append("httpx guesses a Content-Type for each part from its file name; requests sends none")
        plan.hazards.append("httpx sends a file from its beginning, requests from where it stands")
        break


def _proxies(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    value = given.value
    if value.kind is Kind.NONE:
        _drop(plan, given)
        return
    targets = {item.text for _, item in value.items}
    schemes = {key.literal for key, _ in value.items if key is not None}
    if value.kind is not Kind.DICT or len(targets) != 1 or schemes != {"http", "https"}:
        raise _Left("httpx takes one proxy for all schemes, or a transport for each")
    proxy = value.items[0][1]
    if proxy.kind is not Kind.TEXT or "://" not in proxy.literal:
        raise _Left("httpx needs the scheme of the proxy, which can't be seen")
    plan.change(given.span.start, given.span.end, f"proxy={proxy.text}")


def _stream(plan: _Plan, given: Given, others: dict[str, Given]) -> None:
    if given.value.kind not in (Kind.TRUE, Kind.FALSE, Kind.NONE):
        raise _Left(f"whether the response is streamed depends on `{given.value.text}`")
    _drop(plan, given)
    if given.value.kind is not Kind.TRUE:
        return
    entered = [use for use in plan.call.uses if use.goes is Goes.WITH and use.direct]
    if entered:
        plan.sent = _STREAM
    elif any(use.goes is Goes.CALL and use.name.startswith("iter_") for use in plan.call.uses):
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

_NOTHING = (Kind.NONE,)
_OF_CLIENT = {
    "verify": (Kind.NONE, Kind.TRUE),
    "cookies": _NOTHING,
    "proxies": _NOTHING,
    "stream": (Kind.NONE, Kind.FALSE),
}
"""What only a client takes, and the values that say nothing."""


# --- the response ------------------------------------------------------------------------------------

_SAME = frozenset({"status_code", "content", "history", "links", "cookies"})
_RENAMED = {"reason": "reason_phrase", "is_redirect": "has_redirect_location", "next": "next_request"}
_HEADERS = frozenset({"[]", ".get()", "in", "shown", ".update()"})
_COOKIES = frozenset({"[]", ".get()", "in", ".items()", ".keys()", "dict()", "len()"})


def _response(plan: _Plan, use: Use) -> None:
    """What one use of the response becomes."""
    if use.goes is Goes.READ:
        _attribute(plan, use)
    elif use.goes is Goes.CALL:
        _method(plan, use)
    elif use.goes is Goes.TEST:
        _truth(plan, use)
    elif use.goes is Goes.FORMAT:
        plan.hazards.append("the response is shown as `<Response [200 OK]>`, by requests as `<Response [200]>`")
    elif use.goes is Goes.WITH:
        _entered(plan, use)
    elif use.goes is Goes.SET and use.name == "encoding":
        plan.hazards.append("httpx raises ValueError where the encoding is set after the text was read")
    elif use.goes not in (Goes.DROP, Goes.NONE_TEST):
        taker = f" to `{use.name}`" if use.name else ""
        raise _Left(f"in line {use.line} {use.goes}{taker}, where more of requests' response may be used than is seen here")


def _attribute(plan: _Plan, use: Use) -> None:
    name = use.name
    if name == "ok":
        good = "is_error" if plan.exact else "is_success"
        _negate(plan, use, f".{good}", flip=plan.exact)
    elif name == "headers":
        if use.then not in _HEADERS:
            plan.hazards.append("the names of httpx's headers are in lower case where they are taken out")
    elif name == "cookies" and use.then not in _COOKIES:
        raise _Left(f"in line {use.line} the cookies are used in a way that httpx's do not know")
    elif name == "text":
        plan.hazards.append("httpx reads a text without a charset as UTF-8, requests guesses (Latin-1 for text/*)")
    elif name == "url":
        _around(plan, use, "str(", ")")
        plan.hazards.append("httpx leaves out the path `/` and default ports in the URL of the response")
    elif name in _RENAMED:
        _after(plan, use, f".{_RENAMED[name]}")
        if name == "reason":
            plan.hazards.append("httpx leaves out what is not ASCII in the reason")
    elif name == "is_permanent_redirect" and not use.direct:
        test = f"{use.text}.has_redirect_location and {use.text}.status_code in (301, 308)"
        plan.change(use.base.start, use.base.end + len(".is_permanent_redirect"), f"({test})", use)
    elif name == "elapsed":
        plan.hazards.append("httpx's `elapsed` includes the time that the body took")
    elif name == "encoding":
        plan.hazards.append("httpx's `encoding` is never None")
    elif name == "request" and use.then in (".method", ".headers"):
        return
    elif name not in _SAME:
        raise _Left(f"in line {use.line} the response's `{name}` is used, which httpx does not have")


def _negate(plan: _Plan, use: Use, attribute: str, flip: bool) -> None:
    """`r.ok` by an attribute that says the same, or with `flip` the contrary."""
    _after(plan, use, attribute)
    if use.negated and flip:
        plan.change(use.span.start, use.base.start, "", use)
    elif flip:
        plan.change(use.base.start, use.base.start, "(not " if use.tight else "not ", use)
        if use.tight:
            plan.change(use.span.end, use.span.end, ")", use)


def _after(plan: _Plan, use: Use, text: str) -> None:
    """New text for what follows the response itself."""
    plan.change(use.base.end, use.span.end, text, use)


def _around(plan: _Plan, use: Use, before: str, after: str) -> None:
    plan.change(use.base.start, use.base.start, before, use)
    plan.change(use.span.end, use.span.end, after, use)


def _truth(plan: _Plan, use: Use) -> None:
    """The truth of a response, which httpx has for any."""
    base = use.base
    if use.direct:
        plan.parentheses = True
    if use.may_be_none:
        test = f"{use.text} is None or {use.text}.is_error"
        if not use.negated:
            test = f"{use.text} is not None and not {use.text}.is_error"
        plan.change(use.span.start, use.span.end, f"({test})" if use.tight else test, use)
        return
    before, after = ("(", ").is_error") if ":=" in use.text else ("", ".is_error")
    if use.negated:
        plan.change(use.span.start, base.start, before, use)
    else:
        plan.change(base.start, base.start, f"(not {before}" if use.tight else f"not {before}", use)
    plan.change(base.end, base.end, f"{after})" if use.tight and not use.negated else after, use)


def _method(plan: _Plan, use: Use) -> None:
    streamed = plan.sent == _STREAM
    name = use.name
    if name == "raise_for_status":
        _guarded(plan, use)
    elif name == "close":
        if use.statement is None or use.no_await:
            raise _Left(f"in line {use.line} the response is closed where no await can stand")
        plan.change(use.base.start, use.base.start, "await ", use)
        _after(plan, use, ".aclose()")
    elif name == "iter_content":
        _pieces(plan, use, streamed)
    elif name == "iter_lines" and not streamed and not use.arguments and not use.keywords:
        _after(plan, use, ".content.splitlines()")
    elif name == "iter_lines" and streamed and not use.arguments and not use.keywords:
        _iterated(plan, use)
        _around(plan, use, f"{named('byte_lines')}(", ")")
        plan.change(use.base.end, use.span.end, "", use)
        plan.defines.append(_byte_lines_definition(plan))
    elif name != "json":
        raise _Left(f"in line {use.line} the response's `{name}` is called, which httpx does not have")


def _guarded(plan: _Plan, use: Use) -> None:
    """httpx raises for 3xx, too: ask first, where the call is a statement."""
    if not plan.exact:
        plan.hazards.append("httpx raises for 3xx responses as well, and so for redirects that are not followed")
        return
    line = use.statement
    if line is None or line.indent is None or use.direct or "\n" in use.text:
        plan.hazards.append("httpx raises for responses that are neither 2xx nor 4xx nor 5xx as well, such as 304")
        return
    plan.change(use.span.start, use.span.start, f"if {use.text}.is_error:\n{line.indent}{line.unit}", use)


def _pieces(plan: _Plan, use: Use, streamed: bool) -> None:
    size = [value.text for value in use.arguments] + [value.text for word, value in use.keywords if word == "chunk_size"]
    if use.starred or len(size) != len(use.arguments) + len(use.keywords) or len(size) > 1:
        raise _Left(f"in line {use.line} iter_content gets arguments that httpx has no counterpart for")
    if streamed:
        _iterated(plan, use)
    word = "aiter_bytes" if streamed else "iter_bytes"
    _after(plan, use, f".{word}({size[0] if size else '1'})")


def _iterated(plan: _Plan, use: Use) -> None:
    if use.loop is None or not use.loop.plain or use.no_await:
        raise _Left(f"in line {use.line} the pieces of the response go where only a plain iterator can")
    keyword = use.loop.keyword
    plan.change(keyword.start, keyword.start, "async ", use)


def _entered(plan: _Plan, use: Use) -> None:
    suite = use.suite
    if plan.sent != _STREAM:
        raise _Left("a response of httpx that is not streamed can't be entered by `with`")
    if suite is None or not suite.alone:
        raise _Left("the `with` statement enters other things as well")
    if not use.direct:
        raise _Left("the response is entered under a name")
    plan.change(suite.keyword.start, suite.keyword.start, "async ")
    for other in plan.call.uses:
        inside = suite.body.start <= other.span.start < suite.body.end
        lazy = other.name in ("content", "text", "json")
        if lazy and not inside:
            raise _Left(f"in line {other.line} the body is read when the response is closed")
    if any(other.name in ("content", "text", "json") for other in plan.call.uses):
        if suite.first is None or suite.first.indent is None or not suite.name:
            raise _Left("the body is read where no statement can be added")
        start = suite.first.span.start
        plan.change(start, start, f"await {suite.name}.aread()\n{suite.first.indent}")


# --- except clauses ----------------------------------------------------------------------------------

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
_TIMED = frozenset({"ConnectionError", "ConnectTimeout", "ReadTimeout", "Timeout"})
_BUILTIN = frozenset({"OSError", "IOError", "EnvironmentError"})


def _clause(plan: _Plan, clause: Clause) -> None:
    """What one class of an `except` clause around the call becomes."""
    if clause.name in _BUILTIN:
        _rewritten(plan, clause, [clause.text, plan.name("HTTPError"), plan.name("InvalidURL")], keeps=True)
        return
    base, _, name = clause.name.rpartition(".")
    if f"{base}." not in _FROM:
        return
    _rewritten(plan, clause, _classes(plan, clause, name), keeps=False)
    for use in clause.uses:
        _exception(plan, name, use)


def _classes(plan: _Plan, clause: Clause, name: str) -> list[str]:
    timed = any(given.name == "timeout" for given in plan.call.given)
    parsed = any(use.goes is Goes.CALL and use.name == "json" and use.span in clause.body for use in plan.call.uses)
    if timed and name in _TIMED:
        plan.hazards.append(_TIMES)
    if name == "RequestException":
        found = [plan.name("HTTPError"), plan.name("InvalidURL")]
        if plan.sent == _STREAM:
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
        raise _Left(f"httpx has no counterpart for `except {name}` (line {clause.line})")
    return list(map(plan.name, _CLASSES[name]))


def _rewritten(plan: _Plan, clause: Clause, classes: list[str], keeps: bool) -> None:
    """Name the classes in the place of the old one; the old one stays where other requests in the `try` stay."""
    shared = tuple(span for span, _ in clause.calls if span in plan.call.alike and span != plan.call.span)
    both = classes if keeps else [*classes, clause.text]
    texts = [", ".join(names) for names in (classes, both)]
    if not clause.in_tuple:
        texts = [f"({text})" if ", " in text else text for text in texts]
    plan.changes.append(Change(clause.span, texts[0], shared, texts[1]))


def _exception(plan: _Plan, name: str, use: Use) -> None:
    """What is done with the caught exception."""
    if use.name == "response" and name != "HTTPError":
        if use.then or use.goes is not Goes.READ:
            plan.hazards.append("only httpx.HTTPStatusError has a response; other exceptions raise AttributeError there")
        else:
            plan.change(use.span.start, use.span.end, f'getattr({use.text}, "response", None)', None)
            plan.hazards.append("an error response is true in httpx and false in requests")
    elif use.goes is Goes.READ and use.name in ("errno", "strerror", "args"):
        raise _Left(f"in line {use.line} the exception's `{use.name}` is used, which httpx fills in another way")
    elif use.goes is Goes.FORMAT or use.name in ("str", "repr"):
        plan.hazards.append("the text of httpx's exceptions differs, and is empty for some timeouts")


def _elsewhere(plan: _Plan) -> None:
    for line, name in plan.call.called_elsewhere_in:
        if name.startswith("requests."):
            plan.hazards.append(f"line {line} catches {name} from a call of this function, which raises httpx's now")
            return


# --- what stands once in the module ------------------------------------------------------------------


def _context(plan: _Plan) -> Definition:
    return Definition(_CONTEXT, f"{named(_CONTEXT)} = {plan.name('create_ssl_context')}()", 1)


def _definitions(plan: _Plan) -> list[Definition]:
    return [_context(plan), *(_stream_definitions(plan) if plan.sent == _STREAM else _send(plan))]


class _Helper:
    """What the helpers of the module have to take care of, for any of its calls."""

    def __init__(self, plan: _Plan) -> None:
        self.parameters: list[str] = []
        self.client = [f"verify={named(_CONTEXT)}"]
        self.before: list[str] = []
        self.url = "url"
        self.options = ["**options"]
        self.defines: list[Definition] = []
        any_ = named("typing.Any")
        calls = [_values(call) for call in plan.call.nearby if call.name not in _SESSIONS]
        names = {name for call in calls for name in call}
        if plan.exact and any(not _same_query(call["params"], call["url"]) for call in calls if "params" in call):
            self.parameters.append(f"params: {any_} = None")
            self.url = f"{named('with_params')}(url, params)"
            self.defines += [_PAIRS, _WITH_PARAMS]
        if plan.exact and any(_unsure(call["headers"]) for call in calls if "headers" in call):
            self.parameters.append(f"headers: {any_} = None")
            self.before.append("headers = {k: v for k, v in (headers or {}).items() if v is not None}")
            self.options.insert(0, "headers=headers")
        if "verify" in names:
            self.parameters.append(f"verify: {any_} = {named(_CONTEXT)}")
            self.client = ["verify=verify"]
        if "cookies" in names:
            self.parameters.append(f"cookies: {any_} = None")
            self.client.append("cookies=cookies")
        if "proxies" in names:
            self.parameters.append("proxy: str | None = None")
            self.client.append("proxy=proxy")
        if plan.exact:
            self.client += _DEFAULTS


def _values(call: Call) -> dict[str, Value]:
    """The arguments of a call; none of one that will stay as it is."""
    try:
        return {name: given.value for name, given in _bound(call).items()}
    except _Left:
        return {}


def _signature(plan: _Plan, name: str, parameters: list[str], returns: str) -> str:
    listed = ["method: str", "url: str", *(["*", *parameters] if parameters else [])]
    listed.append(f"**options: {named('typing.Any')}")
    line = f"async def {named(name)}({', '.join(listed)}) -> {returns}:"
    if len(line) - 6 <= 88:
        return line
    return f"async def {named(name)}(\n    {', '.join(listed)}\n) -> {returns}:"


def _client(plan: _Plan, arguments: list[str]) -> str:
    text = f"{plan.name('AsyncClient')}({', '.join(arguments)})"
    if len(text) <= 70:
        return text
    return f"{plan.name('AsyncClient')}(\n        {', '.join(arguments)}\n    )"


def _doc(plan: _Plan, what: str) -> str:
    how = "as requests does: no timeout, redirects followed" if plan.exact else "with a client of its own"
    return f'    """{what} {how}."""\n'


def _is_shared(plan: _Plan, helper: _Helper) -> bool:
    """True where the connections are to be kept: for calls that do not need a client of their own."""
    wanted = plan.call.options.http_client is HttpClient.SHARED and plan.call.library is Library.ASYNCIO
    return wanted and not any(word.startswith(("verify=verify", "proxy=")) for word in helper.client)


def _pool(plan: _Plan) -> list[Definition]:
    loop, transport = named("asyncio.AbstractEventLoop"), plan.name("AsyncHTTPTransport")
    running = f"{named('asyncio.get_running_loop')}()"
    pools = named("HTTP_POOLS")
    return [
        Definition("HTTP_POOLS", f"{pools}: dict[{loop}, {transport}] = {{}}", 1),
        Definition(
            "http_pool",
            f'''def {named("http_pool")}() -> {transport}:
    """The connections of the running event loop, which all requests share."""
    loop = {running}
    if loop not in {pools}:
        for closed in [one for one in {pools} if one.is_closed()]:
            del {pools}[closed]
        limits = {plan.name("Limits")}(max_connections=None, max_keepalive_connections=20)
        {pools}[loop] = {transport}(verify={named(_CONTEXT)}, limits=limits)
    return {pools}[loop]''',
            2,
        ),
        Definition(
            "close_http_pool",
            f'''async def {named("close_http_pool")}() -> None:
    """Close the connections of the running event loop, when the application ends."""
    pool = {pools}.pop({running}, None)
    if pool is not None:
        await pool.aclose()''',
            3,
        ),
    ]


def _send(plan: _Plan) -> list[Definition]:
    helper = _Helper(plan)
    if _is_shared(plan, helper):
        return _send_shared(plan, helper)
    head = _signature(plan, _SEND, helper.parameters, plan.name("Response"))
    before = "".join(f"    {line}\n" for line in helper.before)
    code = (
        f"{head}\n{_doc(plan, 'Send a request')}{before}"
        f"    async with {_client(plan, helper.client)} as client:\n"
        f"        return await client.request(method, {helper.url}, {', '.join(helper.options)})"
    )
    return [*helper.defines, Definition(_SEND, code, 8)]


def _send_shared(plan: _Plan, helper: _Helper) -> list[Definition]:
    head = _signature(plan, _SEND, helper.parameters, plan.name("Response"))
    before = "".join(f"    {line}\n" for line in helper.before)
    client = _client(plan, [f'mounts={{"all://": {named("http_pool")}()}}', *helper.client])
    code = (
        f'{head}\n    """Send a request over the shared connections; cookies are not kept."""\n{before}'
        f"    client = {client}\n"
        f"    return await client.request(method, {helper.url}, {', '.join(helper.options)})"
    )
    return [*helper.defines, *_pool(plan), Definition(_SEND, code, 8)]


def _stream_definitions(plan: _Plan) -> list[Definition]:
    helper = _Helper(plan)
    response = plan.name("Response")
    head = _signature(plan, _STREAM, helper.parameters, f"{named('collections.abc.AsyncIterator')}[{response}]")
    before = "".join(f"    {line}\n" for line in helper.before)
    code = (
        f"@{named('contextlib.asynccontextmanager')}\n{head}\n{_doc(plan, 'Stream a response')}{before}"
        f"    async with {_client(plan, helper.client)} as client:\n"
        f"        async with client.stream(method, {helper.url}, {', '.join(helper.options)}) as response:\n"
        "            yield response"
    )
    return [*helper.defines, Definition(_STREAM, code, 9)]


def _byte_lines_definition(plan: _Plan) -> Definition:
    code = f'''async def {named("byte_lines")}(
    response: {plan.name("Response")},
) -> {named("collections.abc.AsyncIterator")}[bytes]:
    """The lines of a streamed body as bytes, without their line ends."""
    pending = b""
    async for chunk in response.aiter_bytes():
        lines = (pending + chunk).splitlines(keepends=True)
        pending = lines.pop() if lines and not lines[-1].endswith((b"\\n", b"\\r")) else b""
        for line in lines:
            yield line.rstrip(b"\\r\\n")
    if pending:
        yield pending'''
    return Definition("byte_lines", code, 9)


_FILE_CHUNKS = Definition(
    "file_chunks",
    f'''async def {named("file_chunks")}(file: {named("typing.Any")}) -> {named("collections.abc.AsyncIterator")}[bytes]:
    """What is left of a file, read in a thread."""
    while chunk := await {named("asyncio.to_thread")}(file.read, 65536):
        yield chunk''',
    4,
)
_FILE_BODY = Definition(
    "file_body",
    f'''def {named("file_body")}(file: {named("typing.Any")}) -> dict[str, {named("typing.Any")}]:
    """What is left of a file as the body of a request, with its length."""
    here = file.tell()
    length = file.seek(0, 2) - here
    file.seek(here)
    return {{"content": {named("file_chunks")}(file), "headers": {{"Content-Length": str(length)}}}}''',
    5,
)
_PAIRS = Definition(
    "query_pairs",
    f'''def {named("query_pairs")}(params: {named("typing.Any")}) -> list[tuple[{named("typing.Any")}, {named("typing.Any")}]]:
    """Names and values as requests sends them: lists one by one, None left out."""
    items = params.items() if hasattr(params, "items") else params
    return [
        (key, value)
        for key, values in items
        for value in (
            [values] if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__") else values
        )
        if value is not None
    ]''',
    4,
)
_WITH_PARAMS = Definition(
    "with_params",
    f'''def {named("with_params")}(url: str, params: {named("typing.Any")}) -> str:
    """The URL with the parameters added to its query, as requests does; httpx replaces the query."""
    query = params.decode() if isinstance(params, bytes) else params or ""
    if not isinstance(query, str):
        query = {named("urllib.parse.urlencode")}({named("query_pairs")}(query), doseq=True)
    if not query:
        return url
    base, mark, fragment = url.partition("#")
    base, _, old = base.partition("?")
    return base + "?" + (f"{{old}}&{{query}}" if old else query) + mark + fragment''',
    5,
)
_FORM_BODY = Definition(
    "form_body",
    f'''def {named("form_body")}(data: {named("typing.Any")}) -> dict[str, {named("typing.Any")}]:
    """A form as the body of a request, as requests sends it: None left out, True as `True`."""
    body = {named("urllib.parse.urlencode")}({named("query_pairs")}(data), doseq=True)
    return {{
        "content": body.encode(),
        "headers": {{"Content-Type": "application/x-www-form-urlencoded"}},
    }}''',
    6,
)

RECIPE = Recipe(
    name="blocking-requests",
    calls=[*(f"requests.{verb}" for verb in (*_VERBS, "request")), *_SESSIONS],
    pattern="power< any+ trailer< '(' any* ')' > >",
    rewrite=asynchronous,
    imports=["asyncio", "httpx", "httpx2", "json", "ssl", "typing", "collections.abc", "contextlib", "urllib.parse"],
    problem="{call} blocks the event loop until the server has answered",
)
