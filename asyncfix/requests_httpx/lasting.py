"""Sessions that live on: on `self`, or in a variable of the module."""

from __future__ import annotations

from asyncfix.recipe import Change, Kept, named
from asyncfix.requests_httpx.helpers import session_definition, ssl_context
from asyncfix.requests_httpx.plan import DEFAULTS, SESSIONS, Left, Plan


def made_to_last(plan: Plan, kept: Kept, closed: bool) -> None:
    """Make the client where the session was made, and close it with what holds it."""
    if kept.doubt:
        raise Left(kept.doubt)
    if not any(span != plan.call.span for span in plan.members):
        raise Left("no request of the session can be seen")
    for span, name in kept.annotations:
        if name in SESSIONS:
            plan.change(span.start, span.end, plan.name("AsyncClient"))
    if kept.owner:
        plan.changes.append(Change(plan.call.function_span, named("http_session")))
        plan.defines += [ssl_context(plan), session_definition(plan)]
    else:
        arguments = ", ".join(DEFAULTS) if plan.exact else ""
        plan.change(plan.call.span.start, plan.call.span.end, f"{plan.name('AsyncClient')}({arguments})")
    _closing(plan, kept, closed)
    plan.hazards.append("a client keeps the connections of one event loop: a second one, as tests make, can't use them")
    plan.hazards += kept.elsewhere


def _closing(plan: Plan, kept: Kept, closed: bool) -> None:
    end = kept.closing
    if closed:
        plan.hazards.append("a client that was closed sends no more, where a session would")
    elif end is not None:
        plan.change(end.at, end.at, f"\n{end.indent}await {end.owner}.{kept.name}.aclose()")
    else:
        plan.hazards.append("the client is never closed, as the session was not")
