"""Connections that all tasks use, and with them one transaction: statements of one task may come between another's."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from asyncfix.callgraph.blocking_reach import Blocking
from asyncfix.catalogue import Family, Threads
from asyncfix.effects.thread_affinity import operands
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.resolver import Project

_DEPTH = 8
_OF_TRANSACTIONS = ("commit", "fetchone")  # a connection or session has the one, a cursor the other


class Keeper(Enum):
    """The object that keeps a connection, which tells who uses it."""

    MODULE = "module"
    OBJECT = "object"  # one of a class of the project that makes it


Kept = tuple[str, Keeper]
"""The type of a connection, session or cursor, and what keeps it."""


def kept_connection(project: Project, value: v.Symbolic, path: str, depth: int = _DEPTH) -> Kept | None:
    """The connection that a value is, or comes from, where a module or an object of the project keeps it.

    One that an object was given counts as new: most such objects live as long as a request does.
    """
    if depth == 0:
        return None
    match value:
        case v.Union(options):
            found = (kept_connection(project, option, path, depth - 1) for option in options)
            return next((one for one in found if one is not None), None)
        case v.Entered(of) | v.Element(of):
            return kept_connection(project, of, path, depth - 1)
        case v.ResultOf(of=of):
            owner = v.owner_of(of)
            return kept_connection(project, owner, path, depth - 1) if owner is not None else None
        case v.Name():
            kind = _connection(project, value, path)
            return (kind, Keeper.MODULE) if kind else None
        case v.Member(of=of):
            kind = _connection(project, value, path)
            if not kind:
                return None
            return (kind, Keeper.OBJECT) if _makes_it(project, of, value.name, path) else None
    return None


def _connection(project: Project, value: v.Symbolic, path: str) -> str:
    found = t.instances(project.resolve(value, path))
    return min((one.type for one in found if _has_transaction(project, one.type)), default="")


def _has_transaction(project: Project, kind: str) -> bool:
    catalogue = project.catalogue
    if catalogue.threads(kind) in (None, Threads.LOCAL) or catalogue.member(kind, "any method") is not None:
        return False
    rows = (catalogue.member(kind, word) for word in _OF_TRANSACTIONS)
    return any(row is not None and row.family is Family.DATABASE for row in rows)


def _makes_it(project: Project, of: v.Symbolic, name: str, path: str) -> bool:
    for thing in project.resolve(of, path):
        found = project.attribute(thing, name) if isinstance(thing, (t.ProjectInstance, t.ProjectClass)) else None
        value = found[1] if found is not None else None
        options = value.options if isinstance(value, v.Union) else (value,)
        if any(isinstance(option, (v.ResultOf, v.Entered)) for option in options):
            return True
    return False


class Transactions:
    """The kept connections that the functions of a project use."""

    def __init__(self, blocking: Blocking) -> None:
        self._blocking = blocking
        self._found: dict[t.ProjectFunction, tuple[Kept, ...]] = {}

    def of(self, function: t.ProjectFunction) -> Iterator[Kept]:
        """Those that a function uses, by itself or through what it calls."""
        for one in self._blocking.reached(function):
            known = self._found.get(one)
            if known is None:
                known = self._found[one] = tuple(self._own(one))
            yield from known

    def _own(self, function: t.ProjectFunction) -> Iterator[Kept]:
        project = self._blocking.project
        for use in project.uses(function):
            for value in operands(use.kind, use.value, use.given):
                found = kept_connection(project, value, function.path)
                if found is not None:
                    yield found
