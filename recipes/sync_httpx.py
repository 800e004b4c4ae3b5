"""Use the asynchronous half of httpx in coroutines.

`httpx.get` and `httpx.Client` stop every other task of the process until the server has answered.
`httpx.AsyncClient` sends the same requests with the same defaults and gives the same responses, so only
what waits changes: calls are awaited, `with` becomes `async with`, and streamed bodies are iterated over
with `async for`. Calls of `httpx.get` and its kind share one SSL context, because reading the certificates
again for each of them would stop the loop as well.

A client on `self` or in a variable of the module follows where coroutines alone send through it, marked for
review: it keeps no connection open, because a connection belongs to one event loop. It is closed where the class
has an asynchronous method to close it.

For review as well: bodies that may be iterated over, authentication by a class of one's own, and texts of exceptions
that are used: a connection that fails is worded in another way.

Left alone, with the reason: clients that leave the function, and event hooks that can't be seen.
"""

from asyncfix.recipe import (
    Call,
    Change,
    Definition,
    Goes,
    Kept,
    Recipe,
    Rewrite,
    Skip,
    Span,
    Suite,
    Unit,
    Use,
    Value,
    ValueKind,
    named,
)

_VERBS = frozenset({"delete", "get", "head", "options", "patch", "post", "put", "request"})
_CLIENT = ("cert", "cookies", "proxy", "trust_env", "verify")  # of `httpx.get`; the rest a client takes by the request
_STEPS = ("iter_bytes", "iter_lines", "iter_raw", "iter_text")
_POOLED = ("limits", "transport", "mounts", "*", "**")
_SHARED = frozenset({"base_url", "cookies", "headers", "is_closed", "max_redirects", "params", "timeout", "auth"})


class _Left(Exception):
    """The call stays as it is, for the reason that it carries."""


class _Plan:
    """The changes that a rewrite is put together from."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.module, _, self.word = call.name.rpartition(".")
        self.changes: list[Change] = []
        self.defines: list[Definition] = []
        self.hazards: list[str] = []
        self.covers: list[Span] = []  # uses that no longer stop the loop

    def cover(self, uses: tuple[Use, ...]) -> None:
        """Uses of the client or a response stop the loop no longer."""
        for use in uses:
            if use.goes in (Goes.CALL, Goes.WITH):
                self.covers.append(use.span if use.goes is Goes.CALL else use.base)

    def change(self, start: int, end: int, text: str | None, use: Use | None = None) -> None:
        """New text for a place; that of a use is shared with all calls that its value may come from."""
        others = tuple(span for span in use.sources if span != self.call.span) if use else ()
        if use and (use.mixed or not self.call.alike.issuperset(others)):
            raise _Left(f"in line {use.line} the name may also stand for something else")
        self.changes.append(Change(Span(start, end), text, others, verbatim=True))

    def awaited(self, call: Call, use: Use | None = None) -> None:
        """Put an `await` before a call."""
        lasting = self.call.kept is not None and call.unit is Unit.COROUTINE
        if call.no_await or (call.function != self.call.function and not lasting):
            raise _Left(call.no_await or f"it is used in {call.function}, where no await can stand")
        self.hazards += call.await_hazards
        self.change(call.span.start, call.span.start, "(await " if call.tight else "await ", use)
        if call.tight:
            self.change(call.span.end, call.span.end, ")", use)


def asynchronous(call: Call) -> Rewrite | Skip:
    """The same request through an asynchronous client."""
    if call.no_await and call.kept is None:
        return Skip(call.no_await)
    plan = _Plan(call)
    title = f"use {plan.module}.AsyncClient"
    try:
        if plan.word == "Client":
            _client(plan)
        elif plan.word == "stream":
            _streamed(plan, call, call.uses)
            plan.changes.append(Change(call.function_span, named("httpx_stream")))
            plan.defines = [_context(plan), _stream_helper(plan)]
        else:
            _request(plan)
    except _Left as reason:
        return Skip(str(reason))
    hazards = tuple(dict.fromkeys(plan.hazards))
    covers = tuple(dict.fromkeys(plan.covers))
    return Rewrite("", title, hazards=hazards, changes=tuple(plan.changes), defines=tuple(plan.defines), covers=covers)


def _request(plan: _Plan) -> None:
    call = plan.call
    for use in call.uses:
        if use.goes is Goes.CALL and use.name == "close":
            raise _Left(f"in line {use.line} the response is closed, which httpx's asynchronous ones are not")
    if any(given.name in ("*", "**") for given in call.given) or not call.given:
        raise _Left("arguments that can't be seen may be some that only a client takes")
    opening = "(await " if call.tight else "await "
    plan.changes.append(Change(call.function_span, opening + named("httpx_request")))
    if call.tight:
        plan.changes.append(Change(Span(call.span.end, call.span.end), ")"))
    if plan.word != "request":
        first = call.given[0]
        separator = _separator(call)
        at = Span(first.span.start, first.span.start)
        plan.changes.insert(0, Change(at, f"{call.quote}{plan.word.upper()}{call.quote}{separator}", verbatim=True))
    plan.hazards += call.await_hazards
    _only_synchronous(plan, call)
    _texts(plan, call)
    plan.defines = [_context(plan), _request_helper(plan)]


_KNOWN = {
    "content": frozenset({ValueKind.BYTES, ValueKind.NONE, ValueKind.TEXT}),
    "data": frozenset({ValueKind.BYTES, ValueKind.DICT, ValueKind.NONE, ValueKind.TEXT}),
    "auth": frozenset({ValueKind.NONE, ValueKind.TUPLE}),
    "extensions": frozenset({ValueKind.NONE}),
}
_NEEDS = {
    "content": "a body that is iterated over has to be an asynchronous iterator",
    "data": "a body that is iterated over has to be an asynchronous iterator",
    "auth": "a class for authentication needs `auth_flow` or `async_auth_flow`; `sync_auth_flow` alone is not called",
    "extensions": "what `extensions` call, such as `trace`, has to be asynchronous",
}
"""What asynchronous clients take of some arguments only, and what is no problem."""
_SHOWN = frozenset({"str", "repr"})


def _only_synchronous(plan: _Plan, call: Call) -> None:
    """Say which arguments may be some that only a synchronous client takes."""
    for given in call.given:
        value, known = given.value, _KNOWN.get(given.name)
        if known is None or value.kind in known:
            continue
        if given.name == "auth" and value.called.startswith(f"{plan.module}.") and value.called.endswith("Auth"):
            continue
        plan.hazards.append(_NEEDS[given.name])


def _texts(plan: _Plan, call: Call) -> None:
    """Say where the text of an exception is used, which may be another one."""
    for clause in call.clauses:
        for use in clause.uses:
            if use.goes is Goes.FORMAT or use.name in _SHOWN or (use.goes is Goes.READ and use.name == "args"):
                plan.hazards.append(
                    "an asynchronous client words a failed connection as `All connection attempts failed`"
                )


def _separator(call: Call) -> str:
    """What stands between two arguments: a line end where each has a line of its own."""
    lines = [given.lead for given in call.given if "\n" in given.lead]
    return f",{lines[0]}" if len(lines) > 1 and len(lines) == len(call.given) else ", "


# --- clients -----------------------------------------------------------------------------------------


def _client(plan: _Plan) -> None:
    call = plan.call
    for given in call.given:
        if given.name == "event_hooks":
            _hooks(plan, given.value)
        if given.name in ("transport", "mounts"):
            _transport(plan, given.value.called, given.value.text, given.value.span)
        if given.name in ("*", "**"):
            plan.hazards.append(
                f"`{given.value.text}` may hold event hooks or a transport, which have to be asynchronous"
            )
    _only_synchronous(plan, call)
    plan.changes.append(Change(call.function_span, named(f"{plan.module}.AsyncClient")))
    added = _added(plan)
    if added:
        first = call.given[0] if call.given else None
        at = first.span.start if first else call.function_span.end + 1
        text = ", ".join(added) if first is None else "".join(one + _separator(call) for one in added)
        plan.changes.append(Change(Span(at, at), text, verbatim=True))
    for mention in call.mentions(plan.module):
        if mention.name == call.name and mention.annotates == call.span:
            plan.change(mention.span.start, mention.span.end, named(f"{plan.module}.AsyncClient"))
    uses = call.kept.uses if call.kept is not None else call.uses
    for use in uses:
        _client_use(plan, use)
    plan.cover(uses)
    if call.kept is not None:
        _lasting(plan, call.kept)


def _added(plan: _Plan) -> list[str]:
    """Further arguments of the client."""
    kept, names = plan.call.kept, {given.name for given in plan.call.given}
    added: list[str] = []
    if (kept is None or kept.owner) and names.isdisjoint(("verify", "cert", "transport", "*", "**")):
        plan.defines.insert(0, _context(plan))
        added.append(f"verify={named('SSL_CONTEXT')}")
    if kept is not None and names.isdisjoint(_POOLED):
        added.append(f"limits={named(f'{plan.module}.Limits')}(max_connections=100, max_keepalive_connections=0)")
    return added


def _hooks(plan: _Plan, hooks: Value) -> None:
    """Have an asynchronous client call the same functions, which it awaits."""
    listed = [one for _, value in hooks.items for _, one in value.items]
    written = hooks.text.startswith("{") and all(value.text.startswith("[") for _, value in hooks.items)
    if hooks.kind is not ValueKind.DICT or (hooks.items and not written):
        raise _Left("the client's event hooks are called synchronously, and would have to be `async def`")
    for one in listed:
        plan.change(one.span.start, one.span.start, f"{named('awaited_hook')}(")
        plan.change(one.span.end, one.span.end, ")")
    if listed:
        plan.defines.append(_HOOK)
        plan.hazards.append("a hook that reads the body of a response has to be `async def` and to use `aread`")


def _lasting(plan: _Plan, kept: Kept) -> None:
    """A client on `self`, or in a variable of the module."""
    if kept.doubt:
        raise _Left(kept.doubt)
    if not any(use.goes is Goes.CALL and use.name in (*_VERBS, "send", "stream") for use in kept.uses):
        raise _Left("no request of the client can be seen")
    for span, name in kept.annotations:
        if name == plan.call.name:
            plan.change(span.start, span.end, named(f"{plan.module}.AsyncClient"))
    closed = any(use.goes is Goes.CALL and use.name == "close" for use in kept.uses)
    if not closed and kept.closing is not None:
        end = kept.closing
        plan.change(end.at, end.at, f"\n{end.indent}await {end.owner}.{kept.name}.aclose()")
    elif not closed:
        plan.hazards.append("the client is never closed, as before")
    names = {given.name for given in plan.call.given}
    if names.isdisjoint(_POOLED):
        plan.hazards.append("each request opens a connection of its own, which no event loop has to share with another")
    else:
        plan.hazards.append("connections that stay open belong to one event loop: a second one can't use them")
    plan.hazards += kept.elsewhere


def _transport(plan: _Plan, called: str, text: str, span: Span) -> None:
    if called != f"{plan.module}.HTTPTransport":
        raise _Left(f"`{text[:40]}` is no transport for asynchronous clients")
    start = text.index("(")
    plan.change(span.start, span.start + start, named(f"{plan.module}.AsyncHTTPTransport"))


def _client_use(plan: _Plan, use: Use) -> None:
    if use.goes is Goes.WITH and plan.call.kept is not None:
        raise _Left(f"in line {use.line} {use.goes}, which closes the client")
    if use.goes is Goes.WITH:
        _enter(plan, use.suite, use if not use.direct else None)
    elif use.goes is Goes.CALL and (use.name in _VERBS or use.name in ("send", "close")):
        call = plan.call.made_by(use)
        if call is None:
            raise _Left(f"in line {use.line} the client is used in a way that can't be followed")
        if use.name == "send" and any(name == "stream" for name, _ in use.keywords):
            raise _Left(f"in line {use.line} the response is streamed without a `with`")
        plan.awaited(call, use)
        _sending(plan, call, use)
        if use.name == "close":
            end = call.function_span.end
            plan.change(end - len("close"), end, "aclose", use)
    elif use.goes is Goes.CALL and use.name == "stream":
        call = plan.call.made_by(use)
        _streamed(plan, call, call.uses if call else ())
    elif not _is_harmless(plan, use):
        taker = f" to `{use.name}`" if use.name else ""
        raise _Left(f"in line {use.line} {use.goes}{taker}, and what uses the client there has to be asynchronous")


def _sending(plan: _Plan, call: Call, use: Use) -> None:
    """Say what of a request, and of what becomes of it, may be otherwise."""
    _only_synchronous(plan, call)
    _texts(plan, call)
    if use.name == "send" and use.arguments and use.arguments[0].called != ".build_request":
        plan.hazards.append("a request that was made elsewhere may have a body that only a synchronous client sends")
    for after in call.uses:
        if after.goes is Goes.CALL and after.name == "close":
            raise _Left(f"in line {after.line} the response is closed, which httpx's asynchronous ones are not")


def _is_harmless(plan: _Plan, use: Use) -> bool:
    """True for what both kinds of clients do in the same way."""
    if use.goes is Goes.CALL and use.name == "build_request":
        made = plan.call.made_by(use)
        if made is not None:
            _only_synchronous(plan, made)
        return made is not None
    if use.goes is Goes.SET and use.name == "auth" and use.value is not None:
        return use.value.kind in _KNOWN["auth"] or use.value.called.startswith(f"{plan.module}.")
    if use.goes in (Goes.READ, Goes.SET):
        return use.name in _SHARED
    return use.goes in (Goes.DROP, Goes.NONE_TEST, Goes.TEST)


def _enter(plan: _Plan, suite: Suite | None, use: Use | None = None) -> None:
    if suite is None or not suite.alone:
        raise _Left("the `with` statement enters other things as well")
    plan.change(suite.keyword.start, suite.keyword.start, "async ", use)


# --- streamed responses ------------------------------------------------------------------------------


def _streamed(plan: _Plan, call: Call | None, uses: tuple[Use, ...]) -> None:
    entered = [use for use in uses if use.goes is Goes.WITH and use.direct]
    lasting = plan.call.kept is not None and call is not None and call.unit is Unit.COROUTINE
    if call is None or not entered or (call.function != plan.call.function and not lasting) or call.no_await:
        raise _Left("the streamed response is not entered by a `with` of the same function")
    plan.hazards += call.await_hazards
    _only_synchronous(plan, call)
    _texts(plan, call)
    plan.cover(uses)
    _enter(plan, entered[0].suite)
    for use in uses:
        if use is entered[0]:
            continue
        if use.goes is Goes.CALL and use.name in _STEPS:
            _stepped(plan, use)
        elif use.goes is Goes.CALL and use.name in ("read", "close"):
            inner = plan.call.made_by(use)
            if inner is None:
                raise _Left(f"in line {use.line} the response is used in a way that can't be followed")
            plan.awaited(inner, use)
            end = inner.function_span.end
            plan.change(end - len(use.name), end, f"a{use.name}", use)
        elif use.goes not in (Goes.READ, Goes.CALL, Goes.SET, Goes.DROP, Goes.NONE_TEST, Goes.TEST, Goes.FORMAT):
            raise _Left(f"in line {use.line} {use.goes}, and what reads it there has to be asynchronous")


def _stepped(plan: _Plan, use: Use) -> None:
    if use.loop is None or not use.loop.plain or use.no_await:
        raise _Left(f"in line {use.line} the pieces of the response go where only a plain iterator can")
    plan.change(use.loop.keyword.start, use.loop.keyword.start, "async ", use)
    start = use.base.end + 1
    plan.change(start, start + len(use.name), f"a{use.name}", use)


# --- what stands once in the module ------------------------------------------------------------------


def _context(plan: _Plan) -> Definition:
    return Definition("SSL_CONTEXT", f"{named('SSL_CONTEXT')} = {named(f'{plan.module}.create_ssl_context')}()", 1)


def _helper(plan: _Plan, name: str, returns: str) -> tuple[str, str]:
    """The head of a helper, and the arguments of its client."""
    given = {one.name for call in plan.call.nearby for one in call.given}
    any_ = named("typing.Any")
    parameters = [f"{word}: {any_} = None" for word in _CLIENT if word in given and word not in ("trust_env", "verify")]
    arguments = [f"{word}={word}" for word in _CLIENT if word in given]
    if "trust_env" in given:
        parameters.append("trust_env: bool = True")
    if "verify" in given:
        parameters.append(f"verify: {any_} = {named('SSL_CONTEXT')}")
    else:
        arguments.insert(0, f"verify={named('SSL_CONTEXT')}")
    listed = ["method: str", "url: str", *(["*", *parameters] if parameters else []), f"**options: {any_}"]
    head = f"async def {named(name)}({', '.join(listed)}) -> {returns}:"
    if len(head) > 94:
        head = f"async def {named(name)}(\n    {', '.join(listed)}\n) -> {returns}:"
    return head, ", ".join(arguments)


def _request_helper(plan: _Plan) -> Definition:
    head, arguments = _helper(plan, "httpx_request", named(f"{plan.module}.Response"))
    code = (
        f'{head}\n    """Send a request through a client of its own, as `httpx.request` does."""\n'
        f"    async with {named(f'{plan.module}.AsyncClient')}({arguments}) as client:\n"
        "        return await client.request(method, url, **options)"
    )
    return Definition("httpx_request", code, 8)


def _stream_helper(plan: _Plan) -> Definition:
    response = named(f"{plan.module}.Response")
    head, arguments = _helper(plan, "httpx_stream", f"{named('collections.abc.AsyncIterator')}[{response}]")
    code = (
        f"@{named('contextlib.asynccontextmanager')}\n{head}\n"
        '    """Stream a response through a client of its own, as `httpx.stream` does."""\n'
        f"    async with {named(f'{plan.module}.AsyncClient')}({arguments}) as client:\n"
        "        async with client.stream(method, url, **options) as response:\n"
        "            yield response"
    )
    return Definition("httpx_stream", code, 9)


_HOOK = Definition(
    "awaited_hook",
    f'''def {named("awaited_hook")}(hook: {named("typing.Any")}) -> {named("typing.Any")}:
    """An event hook for an asynchronous client, from one for a synchronous client."""

    async def call(event: {named("typing.Any")}) -> None:
        hook(event)

    return call''',
    7,
)

RECIPE = Recipe(
    name="sync-httpx",
    calls=[f"{module}.{word}" for module in ("httpx", "httpx2") for word in (*sorted(_VERBS), "stream", "Client")],
    keeps=["httpx.Client", "httpx2.Client"],
    pattern="power< any+ trailer< '(' any* ')' > >",
    rewrite=asynchronous,
    imports=["httpx", "httpx2", "typing", "collections.abc", "contextlib"],
    problem="{call} blocks the event loop until the server has answered",
)
