"""Sessions that live on: on `self`, or in a variable of the module.

They may outlive an event loop (tests make one after the other), and a connection belongs to the loop that opened it. So
the client of such a session keeps none open.
"""

from __future__ import annotations

from asyncfix.recipe import Change, Definition, Kept, named
from asyncfix.requests_httpx.helpers import ssl_context
from asyncfix.requests_httpx.rewrite_builder import CONTEXT, DEFAULTS, SESSIONS, Left, RewriteBuilder


def made_to_last(plan: RewriteBuilder, kept: Kept, closed: bool) -> None:
    """Make the client where the session was made, and close it with what holds it."""
    if kept.doubt:
        raise Left(kept.doubt)
    if not any(span != plan.call.span for span in plan.members):
        raise Left("no request of the session can be seen")
    for span, name in kept.annotations:
        if name in SESSIONS:
            plan.change(span.start, span.end, plan.name("AsyncClient"))
    if kept.owner:
        plan.changes.append(Change(plan.call.function_span, named("lasting_session")))
        plan.defines += [ssl_context(plan), _session(plan)]
    else:
        plan.change(plan.call.span.start, plan.call.span.end, _client(plan, []))
    _closing(plan, kept, closed)
    plan.hazards.append("each request opens a connection of its own, which no event loop has to share with a later one")
    plan.hazards += kept.elsewhere


def _closing(plan: RewriteBuilder, kept: Kept, closed: bool) -> None:
    end = kept.closing
    if not closed and end is not None:
        plan.change(end.at, end.at, f"\n{end.indent}await {end.owner}.{kept.name}.aclose()")
    if closed or end is not None:
        plan.hazards.append("a client that was closed sends no more, where a session would")
    else:
        plan.hazards.append("the client is never closed, as the session was not")


def _client(plan: RewriteBuilder, options: list[str], indent: str = "") -> str:
    lines = [", ".join([*options, *(DEFAULTS if plan.exact else [])])]
    lines.append(f"limits={plan.name('Limits')}(max_keepalive_connections=0)")
    inner = "".join(f"{indent}    {line},\n" for line in lines if line)
    return f"{plan.name('AsyncClient')}(\n{inner}{indent})"


def _session(plan: RewriteBuilder) -> Definition:
    how = "with the defaults of requests: no timeout, redirects followed" if plan.exact else "for several requests"
    code = f'''def {named("lasting_session")}() -> {plan.name("AsyncClient")}:
    """A client {how}."""
    return {_client(plan, [f"verify={named(CONTEXT)}"], "    ")}'''
    return Definition("lasting_session", code, 7)
