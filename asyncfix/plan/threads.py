"""Which regions objects that belong to one thread allow."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cached_property

from asyncfix.catalogue import Threads
from asyncfix.index import things as t
from asyncfix.plan.sites import Coroutine, FileSites, Site
from asyncfix.semantics.flow import Kind
from asyncfix.semantics.values import OWN, Member, Name, Result, Value


def is_bound(files: FileSites, thing: t.Thing) -> bool:
    """True for an object that only the thread that made it may use, or that keeps such an object."""
    if isinstance(thing, t.Object):
        return _keeps_bound(files, thing)
    if not isinstance(thing, t.Instance) or thing.unbound or not thing.type:
        return False
    threads = files.index.project.catalogue.threads(thing.type)
    return threads is Threads.BOUND or (threads is Threads.OWNER and thing.type.startswith("sqlite3."))


def _keeps_bound(files: FileSites, thing: t.Object) -> bool:
    """True for an object of a class of the project with an attribute that belongs to a thread."""
    project = files.index.project
    return any(
        is_bound(files, one)
        for entry in project.lineage(thing.path, thing.name)
        if not isinstance(entry, str)
        for value in entry[1].attributes.values()
        for one in project.resolve(value, entry[0])
        if isinstance(one, t.Instance)
    )


def _type(thing: t.Thing) -> str:
    return thing.type if isinstance(thing, t.Instance) else getattr(thing, "name", "")


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
                older = isinstance(thing, t.Object) and self._is_older(node.id)
                if not older and is_bound(self._files, thing):
                    found[node.id] = _type(thing)
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
        """The type of such an object that a call is made on, or gets; "" for none."""
        receiver = site.cause.receiver
        if receiver is not None:
            return receiver.type if is_bound(self._files, receiver) else ""
        event = site.event
        used = [event.value.of if isinstance(event.value, Member) else event.value, *event.given.positional]
        found = self._first(value for value in used)
        if not found and site.cause.function is not None:
            found = self._touched(site.cause.function)
        return found

    def is_kept(self, site: Site) -> bool:
        """True where what a site uses hangs on something that is older than the function: `self.connection`."""
        if site.cause.function is not None and self._touched(site.cause.function):
            return True
        below = site.node
        if site.event.kind is Kind.CALL and isinstance(below, ast.Call):
            if not isinstance(below.func, ast.Attribute):
                return any(self._is_older_bound(one) for one in below.args)
            below = below.func.value
        while isinstance(below, (ast.Call, ast.Subscript, ast.Await)):
            if isinstance(below, ast.Call):
                if not isinstance(below.func, ast.Attribute):
                    return False
                below = below.func.value
            else:
                below = below.value
        return isinstance(below, ast.Attribute) or (isinstance(below, ast.Name) and self._is_older(below.id))

    def _is_older_bound(self, node: ast.expr) -> bool:
        if not isinstance(node, ast.Name) or not self._is_older(node.id):
            return False
        return any(is_bound(self._files, thing) for thing in self._files.things_of_name(node))

    def _is_older(self, name: str) -> bool:
        """True for a parameter and a variable of the module or of a function around."""
        return not any(
            isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
            for node in ast.walk(self._coroutine.node)
        )

    def makes(self, site: Site) -> str:
        """The type of what a call returns, where it is such an object."""
        event = site.event
        if event.kind is not Kind.CALL:
            return ""
        if site.cause.function is not None or not site.cause.row.returns:
            return self._first([Result(event.value, event.given)])
        row = site.cause.row
        if row.returns == "Self":
            return ""
        unbound = bool(self._files.index.project.held(row.unbound, event.given, self._files.file))
        made = t.Instance(row.returns, unbound=unbound)
        return made.type if is_bound(self._files, made) else ""

    def _first(self, values: Iterable[Value]) -> str:
        project = self._files.index.project
        for value in values:
            for thing in project.resolve(value, self._files.file):
                if is_bound(self._files, thing):
                    return _type(thing)
        return ""

    def _touched(self, function: t.Function) -> str:
        """The type of such an object that a function uses as a variable of its module, itself or through others."""
        project = self._files.index.project
        for one in self._files.index.blocking.reached(function):
            summary = project.function(one)
            for use in summary.uses if summary is not None else ():
                value = use.value
                root = value
                while isinstance(root, (Member, Result)):
                    root = root.of
                if not isinstance(value, Member) or not isinstance(root, Name) or not root.target.startswith(OWN):
                    continue
                if isinstance(value.of, Result):
                    continue
                for thing in project.resolve(value.of, one.path):
                    if is_bound(self._files, thing):
                        return _type(thing)
        return ""
