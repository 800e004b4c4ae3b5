"""Calls that may never end, and calls whose result nobody gets where the task is cancelled meanwhile."""

from __future__ import annotations

from asyncfix.catalogue import Family, Row
from asyncfix.inference import symbolic as v


def waits_for_ever(row: Row, given: v.CallArguments, called: v.Symbolic) -> bool:
    """True for a call that may wait for ever for a person, another thread, process or machine, or an item.

    A process that the function itself has started ends like one that `subprocess.run` waits for.
    """
    if not row.may_wait_for_ever or _has_time_limit(called):
        return False
    if row.family is Family.PROCESS and is_made_here(called):
        return False
    limit = row.time_limit
    if limit is None or given.starred:
        return True
    value = given.argument(limit.name, limit.position)
    if isinstance(value, v.Literal):
        return value.text in ("None", *(row.limit.values if row.limit is not None else ()))
    return not _is_a_number(value)


def _is_a_number(value: v.Symbolic | None) -> bool:
    """True for what a name of the project or an attribute stands for, which is some time-out; not for a parameter."""
    return isinstance(value, (v.Name, v.Member, v.ResultOf))


def _has_time_limit(called: v.Symbolic) -> bool:
    """True for a method of what was made with a time limit: `socket.create_connection(address, timeout=5)`."""
    made = _maker(called)
    limit = made.given.argument("timeout", 1) if made is not None else None
    return limit is not None and limit != v.NONE


def is_made_here(value: v.Symbolic) -> bool:
    """True for a method of what the function itself has made."""
    return _maker(value) is not None


def _maker(called: v.Symbolic) -> v.ResultOf | None:
    """The call of a function or class that gave the object whose method is called; None for other objects."""
    owner = v.owner_of(called)
    while isinstance(owner, (v.Member, v.Element, v.Entered, v.IterableOf)):
        owner = owner.of
    return owner if isinstance(owner, v.ResultOf) and not isinstance(owner.of, v.Member) else None


def waiting_row(row: Row | None, given: v.CallArguments, called: v.Symbolic) -> str:
    """The name of a row that a helper may wait for ever in; "" for one that ends with the work of the helper."""
    if row is None or row.is_lock or not waits_for_ever(row, given, called):
        return ""
    return "" if is_made_here(called) else row.name
