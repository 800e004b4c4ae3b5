"""The arguments that surely mean the same to both libraries."""

from __future__ import annotations

from asyncfix.recipe import Value, ValueKind

_PLAIN = frozenset({ValueKind.TEXT, ValueKind.NUMBER})


def same_query(params: Value, url: Value) -> bool:
    """True where httpx surely makes the same query of the parameters as requests does."""
    if params.kind is ValueKind.NONE:
        return True
    bare = url.kind is ValueKind.TEXT and "?" not in url.literal and not url.literal.endswith("\0")
    return (
        bare
        and params.kind is ValueKind.DICT
        and params.complete
        and bool(params.items)
        and is_plain(params, lists=True)
    )


def is_plain(value: Value, lists: bool = False) -> bool:
    """True for a dict whose keys are text and whose values surely are text or numbers."""
    for key, item in value.items:
        if key is None or key.kind is not ValueKind.TEXT:
            return False
        inner = item.kind in (ValueKind.LIST, ValueKind.TUPLE) and item.complete and bool(item.items)
        if lists and inner and all(one.kind in _PLAIN for _, one in item.items):
            continue
        if item.kind not in _PLAIN:
            return False
    return True


def unsure(value: Value) -> list[str]:
    """The parts of a dict of headers that may be None."""
    if value.kind is ValueKind.NONE:
        return []
    if value.kind is not ValueKind.DICT or not value.complete:
        return [" ".join(value.text.split())[:40]]
    found: list[str] = []
    for _, item in value.items:
        if item.kind is ValueKind.DICT:
            found += unsure(item)
        elif item.kind not in (ValueKind.TEXT, ValueKind.BYTES, ValueKind.NUMBER, ValueKind.TRUE, ValueKind.FALSE):
            found.append(" ".join(item.text.split())[:40])
    return found
