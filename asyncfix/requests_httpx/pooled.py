"""Requests of urllib3, awaited: `urllib3.request`, and those of a `PoolManager`.

The call and the making of the manager change, and nothing else: the response and the exceptions are urllib3's.
"""

from __future__ import annotations

from asyncfix.recipe import Call, Change, Given, Goes, Handed, Kind, Library, Rewrite, Skip, Span, Unit, Use, named
from asyncfix.requests_httpx.plan import Left, Plan
from asyncfix.requests_httpx.pool_manager import MANAGER, REQUEST, manager, request

FUNCTION = "urllib3.request"
MANAGERS = ("urllib3.PoolManager", "urllib3.poolmanager.PoolManager")
_ORDER = ("method", "url", "body", "fields", "headers", "json")
_ALIKE = frozenset({*_ORDER, "decode_content", "encode_multipart", "multipart_boundary", "preload_content"}) | {
    "redirect",
    "retries",
    "timeout",
}
_SETTINGS = frozenset({"headers", "maxsize", "num_pools", "retries", "ssl_context", "timeout"})
_OF_CONNECTION = frozenset({"_connection", "_fp", "_original_response", "_pool", "connection", "read_chunked"}) | {
    "shutdown",
    "version",
    "version_string",
}
_HARMLESS = frozenset({(Goes.CALL, "clear"), (Goes.READ, "headers")})
_WHOLE = "the whole body is in memory before the first piece of it is used"


def asynchronous(call: Call) -> Rewrite | Skip:
    """The request, or all requests of the manager, through a transport of httpx."""
    if call.no_await and call.kept is None:
        return Skip(call.no_await)
    if call.awaited:
        return Skip("the response is awaited, which raises TypeError")
    if call.library is not Library.ASYNCIO:
        return Skip("urllib3 waits between two tries by a sleep for which only asyncio has a counterpart here")
    plan = Plan(call)
    try:
        if call.name == FUNCTION:
            _arguments(plan, call)
            _response(plan, call)
            plan.changes.append(Change(call.function_span, ("(await " if call.tight else "await ") + named(REQUEST)))
            if call.tight:
                plan.changes.append(Change(Span(call.span.end, call.span.end), ")"))
        else:
            _manager(plan)
    except Left as reason:
        return Skip(str(reason))
    what = "the request" if call.name == FUNCTION else "the requests of the manager"
    defines = [manager(plan), *([request()] if call.name == FUNCTION else [])]
    return Rewrite(
        title=f"send {what} through {plan.http}.AsyncHTTPTransport",
        hazards=tuple(dict.fromkeys(plan.hazards)),
        changes=tuple(plan.changes),
        defines=tuple(defines),
        covers=tuple(dict.fromkeys(plan.covers)),
    )


def _arguments(plan: Plan, call: Call) -> None:
    """Every argument means to the new function what it meant to urllib3, but for those that are refused."""
    given: dict[str, Given] = {}
    for index, one in enumerate(call.given):
        if one.name in ("*", "**"):
            raise Left(f"`{one.value.text}` may carry arguments that are about the connection")
        if not one.name and index >= len(_ORDER):
            raise Left("the call has more positional arguments than urllib3 takes")
        given[one.name or _ORDER[index]] = one
    for name in given:
        if name not in _ALIKE:
            raise Left(f"`{name}` is about a connection of urllib3")
    if "url" not in given or "method" not in given:
        raise Left("the call gives no method or no URL, so it raises TypeError")
    body = given["body"].value if "body" in given else None
    if body is not None and body.kind not in (Kind.NONE, Kind.TEXT, Kind.BYTES):
        if body.kind in (Kind.FILE, Kind.LIST, Kind.TUPLE):
            raise Left("the body is sent piece by piece")
        plan.hazards.append("a body that is a file or an iterator makes httpx raise RuntimeError")
    if body is not None and body.kind is Kind.TEXT and not body.literal.isascii():
        plan.hazards.append("urllib3 before version 2 sends text as Latin-1, and this sends it as UTF-8")
    loaded = given.get("preload_content")
    if loaded is not None and loaded.value.kind is not Kind.TRUE:
        plan.hazards.append(_WHOLE)


def _response(plan: Plan, call: Call) -> None:
    for use in call.uses:
        if use.goes in (Goes.READ, Goes.CALL, Goes.SET) and use.name in _OF_CONNECTION:
            raise Left(f"in line {use.line} the response's `{use.name}` is used, which is about its connection")
        if use.name == "geturl":
            plan.hazards.append("with urllib3 before version 2, `geturl` gives the path alone and no longer the URL")
        plan.cover(use)


def _manager(plan: Plan) -> None:
    """The manager, and all that it sends."""
    call, kept = plan.call, plan.call.kept
    handed = call.handed if kept is None else None
    uses = kept.uses if kept is not None else call.uses
    for one in call.given:
        if not one.name and one is call.given[0]:
            continue  # the number of pools
        if one.name not in _SETTINGS and not (one.name == "block" and one.value.kind is Kind.FALSE):
            raise Left(f"`{one.name or one.value.text}` is about the connections of urllib3")
        if one.name == "retries" and one.value.kind in (Kind.NUMBER, Kind.UNKNOWN):
            plan.hazards.append("with urllib3 before version 2, redirects count as tries, which they did not")
    if kept is not None and kept.doubt:
        raise Left(kept.doubt)
    if handed is not None:
        uses = (*uses, *_handed_on(plan, handed))
    sent = 0
    for use in uses:
        plan.cover(use)
        if use.goes is Goes.CALL and use.name == "request":
            _sent(plan, use)
            sent += 1
            continue
        follows = handed is not None and use.span in handed.passed
        if follows or (use.goes, use.name) in _HARMLESS or use.goes is Goes.WITH:
            continue
        if use.goes not in (Goes.DROP, Goes.NONE_TEST, Goes.TEST):
            raise Left(f"in line {use.line} more of the manager is used than its requests: {use.goes}")
    if not sent:
        raise Left("no request of the manager can be seen")
    plan.changes.append(Change(call.function_span, named(MANAGER)))
    for span, name in kept.annotations if kept is not None else ():
        if name in MANAGERS:
            plan.change(span.start, span.end, named(MANAGER))
    plan.hazards += kept.elsewhere if kept is not None else ()


def _handed_on(plan: Plan, handed: Handed) -> tuple[Use, ...]:
    """What the coroutines of the file do with the manager that they are handed."""
    if handed.doubt:
        raise Left(handed.doubt)
    for span, name in handed.annotations:
        if name in MANAGERS:
            plan.changes.append(Change(span, named(MANAGER), handed.sources))
    shown = ", ".join(f"`{name}`" for name in handed.functions)
    plan.hazards.append(f"what calls {shown} in another way than by its name has to hand it such a manager, too")
    return handed.uses


def _may_wait(plan: Plan, call: Call) -> bool:
    """True where the call can be awaited: in the manager's function, or in any coroutine where the manager goes."""
    if call.no_await:
        return False
    handed = plan.call.handed
    far = plan.call.kept is not None or (handed is not None and call.function.strip("`") in handed.functions)
    return call.unit is Unit.COROUTINE if far else call.function == plan.call.function


def _sent(plan: Plan, use: Use) -> None:
    """A request of the manager."""
    call = plan.call.made_by(use)
    if call is None or not _may_wait(plan, call):
        raise Left(f"in line {use.line} the manager is used where no await can stand")
    _arguments(plan, call)
    _response(plan, call)
    plan.hazards += call.await_hazards
    plan.change(call.span.start, call.span.start, "(await " if call.tight else "await ", use)
    if call.tight:
        plan.change(call.span.end, call.span.end, ")", use)
