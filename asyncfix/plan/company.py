"""What else runs in a region, beside the calls that block: may it run in another thread?"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from asyncfix.index import things as t
from asyncfix.index.needs import loop_use
from asyncfix.plan.needs import given_loop_use
from asyncfix.plan.sites import FileSites
from asyncfix.semantics.flow import Event, Kind

_LOOP_BOUND = (
    "aiohttp.",
    "aiofiles.",
    "aiosqlite.",
    "asyncpg.",
    "grpc.aio.",
    "httpx.AsyncClient",
    "motor.",
    "redis.asyncio.",
    "sqlalchemy.ext.asyncio.",
    "starlette.websockets.",
    "fastapi.WebSocket",
    "fastapi.websockets.",
)
"""What belongs to the loop's thread beside the loop itself."""
_QUIET_METHODS = frozenset({
    "add", "alias", "any", "append", "asc", "between", "casefold", "cast", "clear", "contains", "copy", "count",
    "critical", "debug", "decode", "desc", "difference", "discard", "distinct", "encode", "endswith", "error",
    "exception", "extend", "filter", "filter_by", "find", "format", "format_map", "fromkeys", "get", "group_by",
    "has", "having", "hex", "ilike", "in_", "index", "info", "insert", "intersection", "is_", "is_not", "isalnum",
    "isalpha", "isdigit", "islower", "isnot", "isoformat", "isspace", "isupper", "items", "join", "joinedload",
    "keys", "label", "like", "limit", "log", "lower", "lstrip", "model_dump", "model_validate", "not_in", "notin_",
    "nulls_last", "nullslast", "offset", "options", "order_by", "outerjoin", "partition", "pop", "popitem",
    "remove", "replace", "reverse", "rfind", "rpartition", "rsplit", "rstrip", "selectinload", "setdefault", "sort",
    "split", "splitlines", "startswith", "strftime", "strip", "subquery", "swapcase", "timestamp", "title",
    "total_seconds", "translate", "union", "update", "upper", "values", "warn", "warning", "where",
    "with_for_update", "zfill",
})  # fmt: skip
"""Methods of built-in types, of loggers, of models and of queries that are put together: where the receiver is not
known, they are taken for those."""


@dataclass(frozen=True, slots=True)
class Company:
    """What was found among the calls of a region."""

    loop: str = ""  # what belongs to the event loop, and so must stay; "" for nothing
    unseen: tuple[str, ...] = ()  # calls into which asyncfix can't see, as they are written


def company(files: FileSites, events: Iterable[Event]) -> Company:
    """What the events that do not block may do."""
    unseen: dict[str, None] = {}
    for event in events:
        if event.kind is not Kind.CALL:
            continue
        verdict = _judged(files, event)
        if verdict is None:
            unseen.setdefault(_written(event.node))
        elif verdict:
            return Company(loop=verdict)
    return Company(unseen=tuple(unseen))


def _judged(files: FileSites, event: Event) -> str | None:
    """What of the loop a call uses; "" for nothing, None for unknown."""
    used = given_loop_use(files, event)
    if used:
        return used
    things = files.things(event)
    answers = [_of_thing(files, thing) for thing in things]
    bad = next((answer for answer in answers if answer), "")
    if bad:
        return bad
    if None in answers or not things:
        return "" if _is_quiet(event.node) else None
    return ""


def _of_thing(files: FileSites, thing: t.Thing) -> str | None:
    used = loop_use(thing)
    if used:
        return used
    match thing:
        case t.External(name):
            return name if name.startswith(_LOOP_BOUND) else ""
        case t.Method(receiver, name):
            whole = f"{receiver.type}.{name}"
            if whole.startswith(_LOOP_BOUND):
                return whole
            return ""
        case t.Function():
            summary = files.index.project.function(thing)
            if summary is None:
                return None
            return thing.name if summary.is_async else files.index.blocking.uses_loop(thing)
        case t.Class(where, name):
            found = files.index.project.attribute(t.Object(where, name), "__init__")
            if found and isinstance(found[1], t.Function):
                return files.index.blocking.uses_loop(found[1])
            return ""
        case t.Instance(kind):
            return "" if files.index.project.catalogue.member(kind, "__call__") is not None else None
        case t.Plain():
            return ""
    return None


def _is_quiet(call: ast.expr) -> bool:
    function = call.func if isinstance(call, ast.Call) else call
    return isinstance(function, ast.Attribute) and function.attr in _QUIET_METHODS


def _written(node: ast.expr) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    try:
        text = ast.unparse(function)
    except RecursionError:
        return "a call"
    return text if len(text) <= 40 else "…" + text[-39:]
