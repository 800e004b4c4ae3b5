"""The functions that send requests in the rewritten module, with the defaults of requests."""

from __future__ import annotations

from asyncfix.recipe import Application, Call, Change, Definition, HttpClient, Library, Span, Value, named
from asyncfix.requests_httpx.request_values import same_query, unsure
from asyncfix.requests_httpx.rewrite_builder import (
    CONTEXT,
    DEFAULTS,
    SEND,
    SESSIONS,
    STREAM,
    URLOPEN,
    Left,
    RewriteBuilder,
    bound,
)
from asyncfix.requests_httpx.snippets import PAIRS, WITH_PARAMS


def session_definition(plan: RewriteBuilder) -> Definition:
    arguments = [f"verify={named(CONTEXT)}", *(DEFAULTS if plan.exact else [])]
    how = "with the defaults of requests: no timeout, redirects followed" if plan.exact else "for several requests"
    code = (
        f"def {named('http_session')}() -> {plan.name('AsyncClient')}:\n"
        f'    """A client {how}."""\n'
        f"    return {_client(plan, arguments)}"
    )
    return Definition("http_session", code, 7)


def ssl_context(plan: RewriteBuilder) -> Definition:
    return Definition(CONTEXT, f"{named(CONTEXT)} = {plan.name('create_ssl_context')}()", 1)


def definitions_of(plan: RewriteBuilder) -> list[Definition]:
    return [ssl_context(plan), *(_stream_definitions(plan) if plan.sent == STREAM else _send(plan))]


class Helper:
    """The cases that the helpers of the module have to take care of, for any of its calls."""

    def __init__(self, plan: RewriteBuilder) -> None:
        self.parameters: list[str] = []
        self.client = [f"verify={named(CONTEXT)}"]
        self.before: list[str] = []
        self.url = "url"
        self.options = ["**options"]
        self.defines: list[Definition] = []
        any_ = named("typing.Any")
        calls = [_values(call) for call in plan.call.nearby if call.name not in (*SESSIONS, URLOPEN)]
        names = {name for call in calls for name in call}
        if plan.exact and any(not same_query(call["params"], call["url"]) for call in calls if "params" in call):
            self.parameters.append(f"params: {any_} = None")
            self.url = f"{named('with_params')}(url, params)"
            self.defines += [PAIRS, WITH_PARAMS]
        if plan.exact and any(unsure(call["headers"]) for call in calls if "headers" in call):
            self.parameters.append(f"headers: {any_} = None")
            self.before.append("headers = {k: v for k, v in (headers or {}).items() if v is not None}")
            self.options.insert(0, "headers=headers")
        if "verify" in names:
            self.parameters.append(f"verify: {any_} = {named(CONTEXT)}")
            self.client = ["verify=verify"]
        if "cookies" in names:
            self.parameters.append(f"cookies: {any_} = None")
            self.client.append("cookies=cookies")
        if "proxies" in names:
            self.parameters.append("proxy: str | None = None")
            self.client.append("proxy=proxy")
        if plan.exact:
            self.client += DEFAULTS


def _values(call: Call) -> dict[str, Value]:
    """The arguments of a call; none of one that will stay as it is."""
    try:
        return {name: given.value for name, given in bound(call).items()}
    except Left:
        return {}


def _signature(plan: RewriteBuilder, name: str, parameters: list[str], returns: str) -> str:
    listed = ["method: str", "url: str", *(["*", *parameters] if parameters else [])]
    listed.append(f"**options: {named('typing.Any')}")
    line = f"async def {named(name)}({', '.join(listed)}) -> {returns}:"
    if len(line) - 6 <= 88:
        return line
    return f"async def {named(name)}(\n    {', '.join(listed)}\n) -> {returns}:"


def _client(plan: RewriteBuilder, arguments: list[str]) -> str:
    text = f"{plan.name('AsyncClient')}({', '.join(arguments)})"
    if len(text) <= 70:
        return text
    return f"{plan.name('AsyncClient')}(\n        {', '.join(arguments)}\n    )"


def _doc(plan: RewriteBuilder, what: str) -> str:
    how = "as requests does: no timeout, redirects followed" if plan.exact else "with a client of its own"
    return f'    """{what} {how}."""\n'


def _is_shared(plan: RewriteBuilder, helper: Helper) -> bool:
    """True where the connections are to be kept: for calls that do not need a client of their own."""
    wanted = plan.call.options.http_client is HttpClient.SHARED and plan.call.library is Library.ASYNCIO
    return wanted and not any(word.startswith(("verify=verify", "proxy=")) for word in helper.client)


def _pool(plan: RewriteBuilder) -> list[Definition]:
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
        {pools}[loop] = {transport}(verify={named(CONTEXT)}, limits=limits)
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


def _send(plan: RewriteBuilder) -> list[Definition]:
    helper = Helper(plan)
    if _is_shared(plan, helper):
        return _send_shared(plan, helper)
    head = _signature(plan, SEND, helper.parameters, plan.name("Response"))
    before = "".join(f"    {line}\n" for line in helper.before)
    code = (
        f"{head}\n{_doc(plan, 'Send a request')}{before}"
        f"    async with {_client(plan, helper.client)} as client:\n"
        f"        return await client.request(method, {helper.url}, {', '.join(helper.options)})"
    )
    return [*helper.defines, Definition(SEND, code, 8)]


def _lifespan(plan: RewriteBuilder) -> None:
    """Have the application that the module works for close the connections when it ends, or say that nothing does."""
    applications = plan.call.applications
    application = applications[0] if len(applications) == 1 else None
    if application is None or (application.path and not application.module):
        plan.remark = "await `close_http_pool` where the program ends"
        plan.remark += ": several applications lead here" if applications[1:] else ""
        return
    alias = f"close_{application.handle}_pool" if application.path else "close_http_pool"
    target = f"{application.module}.close_http_pool as {alias}" if application.path else "close_http_pool"
    if alias in application.lifespan:
        return
    close = f"await {named(target)}()"
    ending = application.ending
    if ending is not None and ending.indent is not None:
        _at(plan, application, Span(ending.span.end, ending.span.end), f"\n{ending.indent}{close}")
    elif application.has_lifespan or application.has_events or plan.call.named_in_project("http_lifespan"):
        plan.remark = "await `close_http_pool` where the application ends"
    else:
        _new_lifespan(plan, application, close)


def _new_lifespan(plan: RewriteBuilder, application: Application, close: str) -> None:
    """A lifespan for the application. What several modules close in it are pieces beside each other."""
    top, end = application.top, application.arguments_end
    head = (
        f"@{named('contextlib.asynccontextmanager')}\n"
        f"async def http_lifespan(app: {named('typing.Any')}) -> {named('collections.abc.AsyncIterator')}[None]:\n"
        '    """Close the shared connections when the application ends."""\n'
        "    yield"
    )
    _at(plan, application, top, "\n" * (2 - min(application.blank, 2)) + head)
    _at(plan, application, top, f"\n    {close}")
    _at(plan, application, Span(top.start, top.start + 1), f"\n\n\n{application.follows}")
    _at(plan, application, Span(end, end), (", " if application.has_arguments else "") + "lifespan=http_lifespan")


def _at(plan: RewriteBuilder, application: Application, span: Span, text: str) -> None:
    plan.changes.append(Change(span, text, verbatim=True, path=application.path, top=True))


def _send_shared(plan: RewriteBuilder, helper: Helper) -> list[Definition]:
    head = _signature(plan, SEND, helper.parameters, plan.name("Response"))
    before = "".join(f"    {line}\n" for line in helper.before)
    client = _client(plan, [f'mounts={{"all://": {named("http_pool")}()}}', *helper.client])
    code = (
        f'{head}\n    """Send a request over the shared connections; cookies are not kept."""\n{before}'
        f"    client = {client}\n"
        f"    return await client.request(method, {helper.url}, {', '.join(helper.options)})"
    )
    _lifespan(plan)
    return [*helper.defines, *_pool(plan), Definition(SEND, code, 8)]


def _stream_definitions(plan: RewriteBuilder) -> list[Definition]:
    helper = Helper(plan)
    response = plan.name("Response")
    head = _signature(plan, STREAM, helper.parameters, f"{named('collections.abc.AsyncIterator')}[{response}]")
    before = "".join(f"    {line}\n" for line in helper.before)
    code = (
        f"@{named('contextlib.asynccontextmanager')}\n{head}\n{_doc(plan, 'Stream a response')}{before}"
        f"    async with {_client(plan, helper.client)} as client:\n"
        f"        async with client.stream(method, {helper.url}, {', '.join(helper.options)}) as response:\n"
        "            yield response"
    )
    return [*helper.defines, Definition(STREAM, code, 9)]
