"""Which regions objects that belong to one thread allow."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cached_property

from asyncfix.catalogue import Threads
from asyncfix.index import things as t
from asyncfix.plan.sites import Coroutine, FileSites, Site


def is_bound(files: FileSites, thing: t.Thing) -> bool:
    """True for an object that only the thread that made it may use."""
    if not isinstance(thing, t.Instance) or thing.unbound or not thing.type:
        return False
    threads = files.index.project.catalogue.threads(thing.type)
    return threads is Threads.BOUND or (threads is Threads.OWNER and thing.type.startswith("sqlite3."))


class Bound:
    """The names of a coroutine that stand for such objects."""

    def __init__(self, files: FileSites, coroutine: Coroutine) -> None:
        self._files = files
        self._coroutine = coroutine

    @cached_property
    def names(self) -> dict[str, str]:
        """By name: the type of the object."""
        found: dict[str, str] = {}
        for node in self._reads:
            for thing in self._files.things_of_name(node):
                if is_bound(self._files, thing) and isinstance(thing, t.Instance):
                    found[node.id] = thing.type
        return found

    @cached_property
    def _reads(self) -> list[ast.Name]:
        return [
            node
            for node in ast.walk(self._coroutine.node)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        ]

    def crossing(self, roots: Iterable[ast.AST]) -> str:
        """The type of an object that a region would take to another thread, or from it; "" for none."""
        if not self.names:
            return ""
        inside = {id(node) for root in roots for node in ast.walk(root)}
        used = {node.id for node in self._reads if id(node) in inside and node.id in self.names}
        for node in ast.walk(self._coroutine.node):
            if isinstance(node, ast.Name) and node.id in used and id(node) not in inside:
                return self.names[node.id]
            if isinstance(node, ast.arg) and node.arg in used:
                return self.names[node.arg]
        return ""

    def holds(self, site: Site) -> str:
        """The type of the receiver of a call, where it is such an object; "" where not."""
        receiver = site.cause.receiver
        return receiver.type if receiver is not None and is_bound(self._files, receiver) else ""

    def makes(self, site: Site) -> str:
        """The type of what a call returns, where it is such an object."""
        row = site.cause.row
        if site.cause.function is not None or not row.returns or row.returns == "Self":
            return ""
        unbound = bool(self._files.index.project.held(row.unbound, site.event.given, self._files.file))
        made = t.Instance(row.returns, unbound=unbound)
        return made.type if is_bound(self._files, made) else ""
