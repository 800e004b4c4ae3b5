"""Shared values that a function writes and goes on to use, with no `await` in between so far.

Where other tasks may run in between, they see what was meant for nobody, or write something else.
"""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from asyncfix.effects.attribute_access import Uses, uses_of_methods
from asyncfix.effects.table import Effect, sentence
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_id import NodeId, node_id

_ASSIGNMENTS = (ast.Assign, ast.AugAssign, ast.AnnAssign)
_LEAVING = (ast.Return, ast.Raise, ast.Continue, ast.Break)
_OF_ONE_TASK = frozenset({"__aenter__", "__aexit__", "asyncSetUp", "asyncTearDown"})

Key = Callable[[ast.AST], str | None]


class Touch(NamedTuple):
    """A place at which something shared is read or written."""

    at: int  # the offset; of an assignment its end, because the value comes first
    node: ast.AST


class Meanwhile:
    """The shared values of a function."""

    def __init__(
        self,
        function: ast.AsyncFunctionDef | ast.FunctionDef | ast.Lambda,
        nodes: Iterable[ast.AST],
        key: Key,
        span: Callable[[ast.AST], Span],
        owner: ast.ClassDef | None,
    ) -> None:
        self._function = function
        self._reads: dict[str, list[Touch]] = {}
        self._writes: dict[str, list[Touch]] = {}
        self._assigned: set[NodeId] = set()  # what is given a new value
        ends: dict[NodeId, int] = {}
        nodes = list(nodes)
        for node in nodes:
            if isinstance(node, _ASSIGNMENTS):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                end, parts = span(node).end, [part for target in targets for part in ast.walk(target)]
                ends.update((node_id(part), end) for part in parts)
                if not isinstance(node, ast.AugAssign):  # `+= 1` and `-= 1` around are there for others to see
                    self._assigned.update(map(node_id, parts))
        for node in nodes if not _is_of_one_task(function) else ():
            if isinstance(node, (ast.Attribute, ast.Name, ast.Subscript)) and (name := key(node)) is not None:
                is_read = isinstance(node.ctx, ast.Load)
                at = span(node).start if is_read else ends.get(node_id(node), span(node).start)
                (self._reads if is_read else self._writes).setdefault(name, []).append(Touch(at, node))
            elif owner is not None and isinstance(node, ast.Call):
                self._note_method(node, key, span(node), uses_of_methods(owner))
        self._span = span
        self._parents: dict[NodeId, tuple[ast.AST, str]] = {}

    def _note_method(self, call: ast.Call, key: Key, span: Span, methods: dict[str, Uses]) -> None:
        """Note what a method of the object does, where it is called: it ends with the call."""
        match call.func:
            case ast.Attribute(value=ast.Name(id=own), attr=word) if word in methods:
                if key(call.func) is None:
                    return
                for name in methods[word].writes:
                    self._writes.setdefault(f"{own}.{name}", []).append(Touch(span.end - 1, call))
                for name in methods[word].reads:
                    self._reads.setdefault(f"{own}.{name}", []).append(Touch(span.end, call))

    def used_on(self, span: Span, waits: Sequence[int]) -> Iterator[str]:
        """Sentences on state written in or before the span and used in or behind it. `waits` are sorted offsets."""
        for name, writes in sorted(self._writes.items()):
            if self._is_split(writes, self._reads.get(name, ()), span, waits):
                yield sentence(Effect.USED_AROUND, name=name)
                continue
            direct = [write for write in writes if node_id(write.node) in self._assigned]
            if self._is_split(direct, direct, span, waits):
                yield sentence(Effect.SEEN_BETWEEN, name=name)

    def _is_split(self, writes: Iterable[Touch], others: Iterable[Touch], span: Span, waits: Sequence[int]) -> bool:
        return any(
            write.at < other.at
            and write.node is not other.node
            and (write.at < span.start or span.start <= self._span(write.node).start < span.end)
            and other.at >= span.start
            and bisect_right(waits, write.at) == bisect_left(waits, other.at)
            and self._follows(write.node, other.node)
            for other in others
            for write in writes
        )

    def _follows(self, first: ast.AST, second: ast.AST) -> bool:
        """False where the code of the second node is in another branch, or where the first one's block is left."""
        ways = self._way(first), self._way(second)
        for (node, field), (other, other_field) in zip(*ways, strict=False):
            if node is not other:
                break
            if field != other_field:
                return not _exclude(node, field, other_field)
        shared = {(node_id(node), field) for node, field in ways[1]}
        for node, field in ways[0]:
            block = getattr(node, field, None)
            if isinstance(block, list) and (node_id(node), field) not in shared and isinstance(block[-1], _LEAVING):
                return False
        return True

    def _way(self, node: ast.AST) -> list[tuple[ast.AST, str]]:
        """The nodes from the function down to a node, each with the field that leads on."""
        if not self._parents:
            for parent in ast.walk(self._function):
                for field, value in ast.iter_fields(parent):
                    for child in value if isinstance(value, list) else [value]:
                        if isinstance(child, ast.AST):
                            self._parents[node_id(child)] = parent, field
        found = []
        while node is not self._function:
            parent, field = self._parents[node_id(node)]
            found.append((parent, field))
            node = parent
        return found[::-1]


def _exclude(node: ast.AST, field: str, other: str) -> bool:
    """True for two parts of a statement of which one alone runs, or the second only where the first failed."""
    if isinstance(node, (ast.If, ast.IfExp)):
        return "test" not in (field, other)
    return isinstance(node, (ast.Try, ast.TryStar)) and other == "handlers"


def _is_of_one_task(function: ast.AST) -> bool:
    if not isinstance(function, ast.AsyncFunctionDef):
        return True
    name = function.name
    return name in _OF_ONE_TASK or name.startswith("test_")
