"""Which assignments of a local name may be the last one before a read of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence

from asyncfix.syntax.node_id import NO_NODE, NodeId, node_id
from asyncfix.syntax.node_path import DEFINITIONS, TRIES, fields

Bindings = frozenset[NodeId]
"""The ids of the nodes that bind the name; NO_NODE stands for "not bound yet", or bound before the function runs."""

_AT_START: Bindings = frozenset({NO_NODE})


class Reaching:
    """The answers for one name in one function.

    `reads` has, by the id of each `ast.Name` that reads it, the ids of the nodes (statements, assignment
    expressions, targets) that may have bound it. Nested functions see every binding. Any statement of a
    `try` may raise, and so may one of a `with` whose manager swallows it.
    """

    def __init__(self, function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> None:
        self.name = name
        self.reads: dict[NodeId, Bindings] = {}
        self.all: set[NodeId] = {NO_NODE}
        self._later: list[ast.Name] = []
        self._loops: list[tuple[set[NodeId], set[NodeId]]] = []  # what leaves by `continue` and by `break`
        self._raised: list[set[NodeId]] = []
        self._block(function.body, _AT_START)
        for read in self._later:
            self.reads[node_id(read)] = frozenset(self.all)

    def _block(self, statements: Sequence[ast.stmt], state: Bindings) -> Bindings:
        for statement in statements:
            state = self._statement(statement, state)
        return state

    def _bound(self, node: ast.AST, state: Bindings) -> Bindings:
        self.all.add(node_id(node))
        new = frozenset({node_id(node)})
        for raised in self._raised:
            raised |= state | new
        return new

    def _statement(self, node: ast.stmt, state: Bindings) -> Bindings:
        for raised in self._raised:
            raised |= state
        if isinstance(node, ast.If):
            state = self._expression(node.test, state)
            return self._block(node.body, state) | self._block(node.orelse, state)
        if isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            return self._loop(node, state)
        if isinstance(node, TRIES):
            return self._try(node, state)
        if isinstance(node, (ast.With, ast.AsyncWith)):
            return self._with(node, state)
        if isinstance(node, ast.Match):
            return self._match(node, state)
        if isinstance(node, DEFINITIONS):
            return self._definition(node, state)
        if isinstance(node, (ast.Break, ast.Continue)):
            if self._loops:
                self._loops[-1][isinstance(node, ast.Break)].update(state)
            return frozenset()
        return self._simple(node, state)

    def _simple(self, node: ast.stmt, state: Bindings) -> Bindings:
        if isinstance(node, ast.Assign):
            state = self._expression(node.value, state)
            return self._targets(node.targets, node, state)
        if isinstance(node, ast.AnnAssign):
            if node.value is None:
                return state
            return self._targets([node.target], node, self._expression(node.value, state))
        if isinstance(node, ast.AugAssign):
            if isinstance(node.target, ast.Name) and node.target.id == self.name:
                self.reads[node_id(node.target)] = self.reads.get(node_id(node.target), frozenset()) | state
            return self._targets([node.target], node, self._expression(node.value, state))
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = {alias.asname or alias.name.partition(".")[0] for alias in node.names}
            return self._bound(node, state) if self.name in names else state
        if isinstance(node, ast.Delete):
            return self._targets(node.targets, node, state)
        for _, child in fields(node):
            state = self._expression(child, state)
        return frozenset() if isinstance(node, (ast.Return, ast.Raise)) else state

    def _targets(self, targets: Iterable[ast.expr], binder: ast.AST, state: Bindings) -> Bindings:
        for target in targets:
            if isinstance(target, ast.Name):
                if target.id == self.name:
                    state = self._bound(binder, state)
            else:
                state = self._expression(target, state)
        return state

    def _expression(self, node: ast.AST, state: Bindings) -> Bindings:
        """Reads and bindings in the order in which they happen; branches may or may not run."""
        if isinstance(node, ast.Name):
            if node.id == self.name:
                if isinstance(node.ctx, ast.Load):
                    self.reads[node_id(node)] = self.reads.get(node_id(node), frozenset()) | state
                else:
                    return self._bound(node, state)
            return state
        if isinstance(node, ast.NamedExpr):
            state = self._expression(node.value, state)
            return self._bound(node, state) if node.target.id == self.name else state
        if isinstance(node, ast.IfExp):
            state = self._expression(node.test, state)
            return self._expression(node.body, state) | self._expression(node.orelse, state)
        if isinstance(node, ast.BoolOp):
            state = self._expression(node.values[0], state)
            for value in node.values[1:]:
                state |= self._expression(value, state)
            return state
        if isinstance(node, ast.Lambda):
            self._later.extend(_reads_in(node.body, self.name))
            return self._expression(node.args, state)
        for _, child in fields(node):
            state = self._expression(child, state)
        return state

    def _definition(self, node: ast.stmt, state: Bindings) -> Bindings:
        self._later.extend(_reads_in(node, self.name))
        return self._bound(node, state) if node.name == self.name else state  # type: ignore[attr-defined]

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, state: Bindings) -> Bindings:
        if not isinstance(node, ast.While):
            state = self._expression(node.iter, state)
        after: Bindings = state
        again: set[NodeId] = set()
        breaks: set[NodeId] = set()
        for _ in range(2):  # what the first turn binds, the second one sees
            self._loops.append((again, breaks))
            inside = state | again
            if isinstance(node, ast.While):
                inside = self._expression(node.test, inside)
                after |= inside
            else:
                after |= inside
                inside = self._targets([node.target], node, inside)
            again |= self._block(node.body, inside)
            after |= again
            self._loops.pop()
        return self._block(node.orelse, after) | breaks

    def _try(self, node: ast.stmt, state: Bindings) -> Bindings:
        assert isinstance(node, TRIES)
        raised: set[NodeId] = set(state)
        self._raised.append(raised)
        done = self._block(node.body, state)
        handlers: Bindings = frozenset()
        self._raised.pop()
        everything: set[NodeId] = set(raised)
        self._raised.append(everything)
        done = self._block(node.orelse, done)
        for handler in node.handlers:
            entered: Bindings = frozenset(raised)
            if handler.type is not None:
                entered = self._expression(handler.type, entered)
            if handler.name == self.name:
                entered = self._bound(handler, entered)
            handlers |= self._block(handler.body, entered)
        self._raised.pop()
        done |= handlers
        if not node.finalbody:
            return done
        self._block(node.finalbody, done | everything)
        return self._block(node.finalbody, done)

    def _with(self, node: ast.With | ast.AsyncWith, state: Bindings) -> Bindings:
        for item in node.items:
            state = self._expression(item.context_expr, state)
            if item.optional_vars is not None:
                state = self._targets([item.optional_vars], node, state)
        raised: set[NodeId] = set(state)
        self._raised.append(raised)
        done = self._block(node.body, state)
        self._raised.pop()
        return done | raised

    def _match(self, node: ast.Match, state: Bindings) -> Bindings:
        state = self._expression(node.subject, state)
        after = state
        for case in node.cases:
            inside = self._pattern(case.pattern, state)
            if case.guard is not None:
                inside = self._expression(case.guard, inside)
            after |= self._block(case.body, inside)
        return after

    def _pattern(self, pattern: ast.AST, state: Bindings) -> Bindings:
        for node in ast.walk(pattern):
            if self.name in (getattr(node, "name", None), getattr(node, "rest", None)):
                state |= self._bound(node, state)
        return state


def _reads_in(node: ast.AST, name: str) -> Iterable[ast.Name]:
    return (
        found
        for found in ast.walk(node)
        if isinstance(found, ast.Name) and found.id == name and isinstance(found.ctx, ast.Load)
    )
