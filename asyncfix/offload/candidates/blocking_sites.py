"""The places of a file at which a coroutine stops its event loop."""

from __future__ import annotations

import ast
import os
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from asyncfix.callgraph.function_references import Mentioned
from asyncfix.callgraph.project_index import BlockingCause, Index
from asyncfix.catalogue import Family
from asyncfix.inference import types as t
from asyncfix.inference.events import FunctionFacts, ValueEvent
from asyncfix.inference.file_flow import flow_of
from asyncfix.inference.symbolic import Name
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, NodePath, Step, fields
from asyncfix.syntax.tree import Tree


@dataclass(frozen=True, slots=True, eq=False)
class BlockingSite:
    """One use of a value that stops the loop."""

    event: ValueEvent
    cause: BlockingCause
    path: NodePath  # to the call, or to what is entered, read or iterated

    @property
    def node(self) -> ast.expr:
        return self.event.node

    @property
    def called(self) -> str:
        """The qualified name of the called function."""
        return self.cause.function.name if self.cause.function is not None else self.cause.row.name


@dataclass(slots=True, eq=False)
class CoroutineSites:
    """One `async def` of the file, with what happens in it."""

    function: FunctionFacts
    path: NodePath
    sites: list[BlockingSite]

    @property
    def node(self) -> ast.AsyncFunctionDef:
        assert isinstance(self.function.node, ast.AsyncFunctionDef)
        return self.function.node


class BlockingSites:
    """The coroutines of a file, and what the index says of their values."""

    def __init__(self, tree: Tree, index: Index) -> None:
        self.tree = tree
        self.index = index
        self.file = os.path.abspath(tree.source.path)
        self.flow = flow_of(tree.module)

    @cached_property
    def mentioned(self) -> Mentioned:
        """All names that the file mentions."""
        return Mentioned(self.tree.module)

    @cached_property
    def coroutines(self) -> list[CoroutineSites]:
        """Those in which something stops the loop."""
        found: list[tuple[FunctionFacts, list[tuple[ValueEvent, BlockingCause]]]] = []
        wanted: set[NodeId] = set()
        lines: list[int] = []
        for function in self.flow.functions:
            if not function.is_async:
                continue
            causes = [(event, cause) for event in function.events if (cause := self.cause(event)) is not None]
            if causes:
                found.append((function, causes))
                wanted.add(node_id(function.node))
                lines.append(getattr(function.node, "lineno", 0))
                wanted.update(node_id(event.node) for event, _ in causes)
        paths = self._paths(wanted, sorted(lines))
        return [
            CoroutineSites(
                function,
                paths[node_id(function.node)],
                [BlockingSite(event, cause, paths[node_id(event.node)]) for event, cause in causes],
            )
            for function, causes in found
        ]

    def cause(self, event: ValueEvent) -> BlockingCause | None:
        """The reason for which an event stops the loop; None where none is known."""
        if event.awaited:
            return None
        return self.index.cause(event.kind, event.value, event.given, self.file)

    def things(self, event: ValueEvent) -> frozenset[t.Type]:
        """The types of the value that is called, entered or iterated."""
        return self.index.project.resolve(event.value, self.file)

    def in_order(self, event: ValueEvent) -> list[t.Type]:
        """The same, in the same order in every run."""
        return sorted(self.things(event), key=str)

    def things_of_name(self, node: ast.Name) -> frozenset[t.Type]:
        """The types that a name that is read may stand for there."""
        values = self.flow.values
        assert values is not None
        value = values.get(node_id(node))
        return self.index.project.resolve(value, self.file) if value is not None else frozenset({t.UNKNOWN})

    def _paths(self, wanted: set[NodeId], lines: Sequence[int]) -> dict[NodeId, NodePath]:
        """The paths to the wanted nodes by id, which stand in or below definitions that begin at these lines."""
        found: dict[NodeId, NodePath] = {}
        trail: list[Step] = []

        def visit(node: ast.AST, field: str, within: bool) -> None:
            trail.append(Step(node, field))
            if node_id(node) in wanted:
                found.setdefault(node_id(node), tuple(trail))
                within = True
            if isinstance(node, FSTRINGS):
                self.tree.place_fstring(node)
            for name, child in fields(node):
                if within or _holds_one(child, lines):
                    visit(child, name, within)
            trail.pop()

        visit(self.tree.module, "", False)
        return found


def _holds_one(node: ast.AST, lines: Sequence[int]) -> bool:
    """True where one of the lines, which are sorted, may be inside the node."""
    if not isinstance(node, ast.stmt):
        return isinstance(node, (ast.ExceptHandler, ast.match_case))
    at = bisect_left(lines, node.lineno)
    return at < len(lines) and lines[at] <= (node.end_lineno or 0)


def is_left(site: BlockingSite, claimed: Mapping[NodeId, bool]) -> bool:
    """True for what no other recipe makes a change of. Sleeping has a recipe of its own, which may be ignored.

    `claimed` are calls of which other recipes speak: by id of the node, whether they have a fix.
    """
    row = site.cause.row
    is_direct = site.event.value == Name(row.name)  # and not through a name of another module
    if row.family is Family.SLEEP and row.twins and site.cause.function is None and is_direct:
        return claimed.get(node_id(site.node)) is False
    return not claimed.get(node_id(site.node))
