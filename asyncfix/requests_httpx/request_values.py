"""What of an argument surely means the same to both libraries."""

from __future__ import annotations

from asyncfix.recipe import Kind, Value

_PLAIN = frozenset({Kind.TEXT, Kind.NUMBER})


def same_query(params: Value, url: Value) -> bool:
    """True where httpx surely makes the same query of the parameters as requests does."""
    if params.kind is Kind.NONE:
        return True
    bare = url.kind is Kind.TEXT and "?" not in url.literal and not url.literal.endswith("\0")
    return bare and params.kind is Kind.DICT and params.complete and bool(params.items) and is_plain(params, lists=True)


def is_plain(value: Value, lists: bool = False) -> bool:
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


def unsure(value: Value) -> list[str]:
    """What of a dict of headers may be None."""
    if value.kind is Kind.NONE:
        return []
    if value.kind is not Kind.DICT or not value.complete:
        return [" ".join(value.text.split())[:40]]
    found: list[str] = []
    for _, item in value.items:
        if item.kind is Kind.DICT:
            found += unsure(item)
        elif item.kind not in (Kind.TEXT, Kind.BYTES, Kind.NUMBER, Kind.TRUE, Kind.FALSE):
            found.append(" ".join(item.text.split())[:40])
    return found
