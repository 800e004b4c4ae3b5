"""Requests of requests, and those of its sessions, sent through an asynchronous client of httpx."""

from __future__ import annotations

from asyncfix.recipe import (
    Call,
    Change,
    Goes,
    Handed,
    Rewrite,
    Skip,
    Span,
    Unit,
    Use,
    Value,
    ValueKind,
    Wrapper,
    named,
)
from asyncfix.requests_httpx.arguments import arguments_of
from asyncfix.requests_httpx.escaping_exceptions import escaping
from asyncfix.requests_httpx.exceptions import clause_classes, elsewhere
from asyncfix.requests_httpx.helpers import definitions_of, session_definition, ssl_context
from asyncfix.requests_httpx.long_lived_sessions import made_to_last
from asyncfix.requests_httpx.responses import ANY, response_use
from asyncfix.requests_httpx.rewrite_builder import (
    SESSIONS,
    STREAM,
    URLOPEN,
    VERBS,
    Left,
    RewriteBuilder,
    bound,
    separator,
)
from asyncfix.requests_httpx.same_request import differences, environment
from asyncfix.requests_httpx.urlopen import opened


def asynchronous(call: Call) -> Rewrite | Skip:
    """The request through an asynchronous client, with all that depends on the response."""
    if call.no_await and call.kept is None and call.wrapper is None:
        return Skip(call.no_await)
    if call.awaited:
        return Skip("the response is awaited, which raises TypeError")
    plan = RewriteBuilder(call)
    what = "the request"
    try:
        if call.name in SESSIONS:
            what = "the requests of the session"
            _session(plan)
        elif call.name == URLOPEN:
            opened(plan)
        else:
            _request(plan)
            _call_itself(plan)
    except Left as reason:
        return Skip(str(reason))
    title = f"send {what} through {plan.http}.AsyncClient" + (f"; {plan.remark}" if plan.remark else "")
    if call.name in ("requests.get", "requests.head") and not call.in_loop and (line := call.independent):
        title += f" (asyncio.gather could send it together with the one of line {line}, which does not need its answer)"
    if call.in_loop:
        title += " (asyncio.gather could send those of the loop at the same time, where they are independent)"
    if call.wrapper is not None:
        title = _wrapped(plan, call.wrapper)
    hazards = tuple(dict.fromkeys(plan.hazards))
    covers = tuple(dict.fromkeys(plan.covers))
    return Rewrite("", title, hazards=hazards, changes=tuple(plan.changes), defines=tuple(plan.defines), covers=covers)


def _wrapped(plan: RewriteBuilder, wrapper: Wrapper) -> str:
    """Make the function around the request a coroutine, and have its callers await it."""
    beside = tuple(one.span for one in plan.call.nearby if one.function == plan.call.function and one is not plan.call)
    plan.changes.append(Change(wrapper.definition, "async ", beside))
    for span, tight in wrapper.callers:
        plan.covers.append(span)
        plan.changes.append(Change(Span(span.start, span.start), "(await " if tight else "await ", beside))
        if tight:
            plan.changes.append(Change(Span(span.end, span.end), ")", beside))
    plan.hazards.append(f"what gets hold of `{wrapper.name}` in another way than by its name gets a coroutine")
    return f"make `{wrapper.name}` a coroutine that sends the request through {plan.http}.AsyncClient"


def _request(plan: RewriteBuilder) -> None:
    """Everything but the call itself."""
    arguments_of(plan)
    for use in plan.call.uses:
        response_use(plan, use)
        plan.cover(use)
    for clause in plan.call.clauses:
        clause_classes(plan, clause)
    elsewhere(plan)
    plan.hazards += differences(plan.call)
    plan.hazards += escaping(plan.call)
    if not plan.hazards:
        plan.hazards += environment(plan.call)


def _call_itself(plan: RewriteBuilder) -> None:
    call, streamed = plan.call, plan.sent == STREAM
    verb = call.name.rpartition(".")[2]
    opening = "" if streamed else "(await " if plan.parentheses else "await "
    plan.changes.append(Change(call.function_span, opening + named(plan.sent)))
    if verb != "request":
        first = call.given[0]
        plan.changes.insert(
            0,
            Change(
                Span(first.span.start, first.span.start),
                f"{call.quote}{verb.upper()}{call.quote}{separator(call)}",
                verbatim=True,
            ),
        )
    if plan.extra:
        last = call.given[-1]
        added = "".join(separator(call) + argument for argument in plan.extra)
        plan.changes.append(Change(Span(last.span.end, last.span.end), added, verbatim=True))
    if plan.parentheses and not streamed:
        plan.changes.insert(0, Change(Span(call.span.end, call.span.end), ")"))
    plan.defines = [*definitions_of(plan), *plan.defines]


_ABOVE = frozenset({"", "EnvironmentError", "IOError", "OSError", "ValueError"})  # of which requests' exceptions are
_SHARED = {"headers": {"[]", "[]=", ".get()", ".pop()", ".update()", "in"}, "cookies": ANY, "max_redirects": ANY}


def _session(plan: RewriteBuilder) -> None:
    """The session as a client, and all that it sends."""
    call = plan.call
    if call.given:
        raise Left("a session takes no arguments, so this call raises TypeError")
    kept = call.kept
    handed = call.handed if kept is None else None
    uses = kept.uses if kept is not None else call.uses
    if handed is not None:
        uses = (*uses, *_handed_on(plan, handed))
    sending = [use for use in uses if use.goes is Goes.CALL and use.name in (*VERBS, "request")]
    plan.members = frozenset({call.span, *(use.span for use in sending)})
    closed = False
    for use in uses:
        plan.cover(use)
        if use.goes is Goes.WITH and kept is None:
            if use.suite is None or not use.suite.alone:
                raise Left("the `with` statement enters other things as well")
            plan.change(use.suite.keyword.start, use.suite.keyword.start, "async ", None if use.direct else use)
            closed = True
        elif use in sending:
            _sent(plan, use)
        elif use.goes is Goes.CALL and use.name == "close":
            _closed(plan, use)
            closed = True
        elif _is_alike(plan, use) or (handed is not None and use.span in handed.passed):
            continue
        elif use.goes not in (Goes.DROP, Goes.NONE_TEST, Goes.TEST):
            what = f"the session's `{use.name}` is used" if use.goes in (Goes.READ, Goes.SET, Goes.CALL) else use.goes
            raise Left(
                f"in line {use.line} {what}, which httpx's client has no counterpart for or which can't be followed"
            )
    if kept is not None:
        made_to_last(plan, kept, closed)
        return
    plan.changes.append(Change(call.function_span, named("http_session")))
    for mention in call.mentions("requests"):
        if mention.annotates == call.span and mention.name in (*SESSIONS, "requests.sessions.Session"):
            plan.change(mention.span.start, mention.span.end, plan.name("AsyncClient"))
    if not closed:
        plan.hazards.append("the client is never closed, as the session was not: `async with` would do that")
    plan.defines += [ssl_context(plan), session_definition(plan)]


def _handed_on(plan: RewriteBuilder, handed: Handed) -> tuple[Use, ...]:
    """What the coroutines do with the session that they are handed, which is a client then."""
    if handed.doubt:
        raise Left(handed.doubt)
    for line, name in handed.caught:
        if name.startswith("requests.") or name in _ABOVE:
            raise Left(f"line {line} catches {name}, which the coroutine that is handed the session raises no more")
    for span, name in handed.annotations:
        if name in (*SESSIONS, "requests.sessions.Session"):
            plan.changes.append(Change(span, plan.name("AsyncClient"), handed.sources))
    shown = ", ".join(f"`{name}`" for name in handed.functions)
    plan.hazards.append(f"what calls {shown} in another way than by its name has to hand it a client, too")
    return handed.uses


def _is_alike(plan: RewriteBuilder, use: Use) -> bool:
    """True for an attribute that the client has as well."""
    if use.goes in (Goes.READ, Goes.SET) and use.name in ("auth", "cookies", "headers"):
        plan.hazards.append(
            f"the client may send the session's {use.name} in another form: what they hold is not known"
        )
    if use.goes is Goes.SET and use.value is not None:
        return _may_be_set(plan, use.name, use.value)
    return use.goes is Goes.READ and use.then in _SHARED.get(use.name, ())


def _may_be_set(plan: RewriteBuilder, name: str, value: Value) -> bool:
    """True for attributes of a session that its client has as well, where they are set to what that takes."""
    if name == "auth":
        pair = value.kind is ValueKind.TUPLE and len(value.items) == 2 and value.text.isascii()
        if pair and any(item.kind is not ValueKind.TEXT for _, item in value.items):
            plan.hazards.append("a name or password that is None or a number makes httpx raise TypeError")
        return pair or value.kind is ValueKind.NONE or value.called == "requests.auth.HTTPBasicAuth"
    if name == "headers":
        plan.hazards.append("requests drops its default headers where others are set, httpx keeps its own beside them")
        return True
    return name == "max_redirects"


def _sent(session: RewriteBuilder, use: Use) -> None:
    """A request of the session."""
    call = session.call.made_by(use)
    if call is None or not _may_wait(session, call):
        raise Left(f"in line {use.line} the session is used where no await can stand")
    plan = RewriteBuilder(call, session)
    _request(plan)
    verb = use.name
    end = call.function_span.end
    if verb in ("get", "head", "options", "delete") and {"data", "json", "files"}.intersection(bound(call)):
        plan.change(end - len(verb), end, "request", use)
        first = call.given[0]
        plan.changes.insert(0, Change(Span(first.span.start, first.span.start), f'"{verb.upper()}", '))
    if plan.extra:
        at = call.given[-1].span.end
        added = "".join(f", {argument}" for argument in plan.extra)
        plan.changes.append(Change(Span(at, at), added, verbatim=True))
    plan.change(call.span.start, call.span.start, "(await " if plan.parentheses else "await ", use)
    if plan.parentheses:
        plan.change(call.span.end, call.span.end, ")", use)
    session.changes += plan.changes
    session.defines += plan.defines
    session.hazards += plan.hazards
    session.covers += plan.covers


def _may_wait(session: RewriteBuilder, call: Call) -> bool:
    """True where the call can be awaited: in the session's function, or in any coroutine where the session lives on."""
    if call.no_await:
        return False
    handed = session.call.handed
    if handed is not None and call.function.strip("`") in handed.functions:
        return call.unit is Unit.COROUTINE
    return call.unit is Unit.COROUTINE if session.call.kept is not None else call.function == session.call.function


def _closed(plan: RewriteBuilder, use: Use) -> None:
    call = plan.call.made_by(use)
    if call is None or not _may_wait(plan, call):
        raise Left(f"in line {use.line} the session is closed where no await can stand")
    plan.change(use.span.start, use.span.start, "await ", use)
    plan.change(call.function_span.end - len("close"), call.function_span.end, "aclose", use)
