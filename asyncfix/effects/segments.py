"""What a function does to what others can reach, step by step, on a control-flow graph.

A segment lies between two suspensions of a coroutine. `around` tells what may happen in the segment of a place, before
it, in it and after it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from asyncfix.effects.access_paths import AccessPath, PathNames, Root
from asyncfix.effects.container_access import CHANGING
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FUNCTIONS

_SHOWING = frozenset({"enumerate", "filter", "map", "reversed", "zip"})
"""Builtins that go through what they are given while they are gone through themselves."""


class How(Enum):
    """The things that are done to a location."""

    READ = "read"
    WRITE = "write"
    UPDATE = "update"  # read and written at once, for nobody else to see: `x += 1`, `x.append(y)`
    ITERATE = "iterate"


@dataclass(slots=True, eq=False)
class Step:
    """One event. A call stands where it is made, after its arguments."""

    node: ast.AST
    how: How | None = None
    path: AccessPath | None = None
    waits: bool = False
    tests: bool = False  # a condition depends on it
    within: tuple[ast.withitem, ...] = ()  # the managers that are entered there
    leaves: bool = False  # the end of a `with` block, not its begin


@dataclass(frozen=True, slots=True)
class Segment:
    """The steps of a segment, by where they may stand to a place in it."""

    before: tuple[Step, ...]
    inside: tuple[Step, ...]
    after: tuple[Step, ...]


@dataclass(slots=True)
class _Loop:
    head: int
    breaks: list[int] = field(default_factory=list)


class StepGraph:
    """The steps of a function, in every order that its control flow allows."""

    def __init__(self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, owner: str = "") -> None:
        self.names = PathNames(function, owner)
        self.steps: list[Step] = []
        self.returned: list[ast.expr] = []
        self._before: list[list[int]] = []
        self._ends: list[int] = []
        self._loops: list[_Loop] = []
        self._tests = False
        self._within: tuple[ast.withitem, ...] = ()
        if isinstance(function, ast.Lambda):
            self.returned.append(function.body)
            self._expr(function.body)
        else:
            self._block(function.body)
        self._after: list[list[int]] | None = None

    # -- asking

    def around(self, inside: Collection[NodeId], is_wait: Callable[[Step], bool]) -> Segment:
        """The segment of the nodes. `is_wait` tells which steps suspend the coroutine."""
        if self._after is None:
            self._after = [[] for _ in self.steps]
            for number, before in enumerate(self._before):
                for one in before:
                    self._after[one].append(number)
        own = [number for number, step in enumerate(self.steps) if node_id(step.node) in inside]
        return Segment(
            self._reached(own, self._before, is_wait),
            tuple(self.steps[number] for number in own),
            self._reached(own, self._after, is_wait),
        )

    def _reached(
        self, start: Sequence[int], edges: Sequence[Sequence[int]], is_wait: Callable[[Step], bool]
    ) -> tuple[Step, ...]:
        own = set(start)
        seen: set[int] = set()
        waiting = [other for one in start for other in edges[one] if other not in own]
        while waiting:
            one = waiting.pop()
            if one in seen or is_wait(self.steps[one]):
                continue
            seen.add(one)
            waiting.extend(edges[one])
        return tuple(self.steps[one] for one in sorted(seen - own))

    # -- building

    def _step(
        self,
        node: ast.AST,
        how: How | None = None,
        path: AccessPath | None = None,
        *,
        waits: bool = False,
        leaves: bool = False,
    ) -> int:
        self.steps.append(Step(node, how, path, waits, self._tests, self._within, leaves))
        self._before.append(self._ends)
        self._ends = [len(self.steps) - 1]
        return self._ends[0]

    def _touch(self, node: ast.expr, how: How, path: AccessPath) -> None:
        if path.root is not Root.FRESH:
            self._step(node, how, path)

    @contextmanager
    def _testing(self, tests: bool = True) -> Iterator[None]:
        before, self._tests = self._tests, tests
        yield
        self._tests = before

    def _all(self, nodes: Iterable[ast.expr | None]) -> None:
        for node in nodes:
            if node is not None:
                self._expr(node)

    def _expr(self, node: ast.expr) -> None:
        match node:
            case ast.Constant() | ast.Lambda():
                return
            case ast.Name(ctx=ast.Load()):
                path = self.names.path(node)
                if (path.root is Root.SHARED and len(path.fields) == 1) or (
                    path.root is not Root.FRESH and path.fields
                ):
                    self._touch(node, How.READ, path)
            case ast.Attribute(ctx=ast.Load()):
                self._base(node.value)
                self._touch(node, How.READ, self.names.path(node))
            case ast.Subscript(ctx=ast.Load()):
                self._expr(node.value)
                self._expr(node.slice)
                self._touch(node, How.READ, self.names.path(node))
            case ast.Call():
                self._call(node)
            case ast.Await(value=value):
                self._expr(value)
                self._step(node, waits=True)
            case ast.Yield(value=value) | ast.YieldFrom(value=value):
                self._all([value])
                self._step(node, waits=True)
            case ast.BoolOp(values=values):
                with self._testing():
                    self._expr(values[0])
                    ends = list(self._ends)
                    for value in values[1:]:
                        self._expr(value)
                        ends += self._ends
                self._ends = ends
            case ast.Compare(
                left=ast.Constant(value=str() as name),
                ops=[ast.In() | ast.NotIn()],
                comparators=[ast.Attribute(value=of, attr="__dict__") | ast.Call(func=ast.Name(id="vars"), args=[of])],
            ):
                with self._testing():
                    self._touch(node, How.READ, self.names.path(of).field(name))
            case ast.Compare(left=left, comparators=comparators):
                with self._testing():
                    self._all([left, *comparators])
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                with self._testing():
                    self._expr(operand)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                with self._testing():
                    self._expr(test)
                self._fork([lambda: self._expr(body), lambda: self._expr(orelse)])
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self._comprehension(node)
            case ast.NamedExpr(value=value, target=target):
                self._expr(value)
                self._store(target)
            case _:
                self._all(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))

    def _base(self, node: ast.expr) -> None:
        """What an attribute is taken from: a name by itself is not looked into."""
        if not isinstance(node, ast.Name):
            self._expr(node)

    def _call(self, node: ast.Call) -> None:
        function = node.func
        match node:
            case ast.Call(func=ast.Attribute(value=of, attr=name)) if name in CHANGING:
                self._holder(of)
                self._arguments(node)
                self._touch(node, How.UPDATE, self.names.path(of))
            case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[of, ast.Constant(value=str() as name), *_]):
                self._arguments(node)
                path = self.names.path(of)
                self._touch(node, How.WRITE, path.field(name))
            case ast.Call(func=ast.Name(id="getattr" | "hasattr"), args=[of, ast.Constant(value=str() as name), *_]):
                self._arguments(node)
                self._touch(node, How.READ, self.names.path(of).field(name))
            case _:
                if isinstance(function, ast.Attribute):
                    self._holder(function.value)
                    path = self.names.path(function.value)
                    if path.root is not Root.FRESH and path.names:
                        self._touch(function, How.READ, path)
                elif not isinstance(function, ast.Name):
                    self._expr(function)
                self._arguments(node)
        self._step(node)

    def _holder(self, node: ast.expr) -> None:
        """What a method is called on, up to its last field."""
        match node:
            case ast.Attribute(value=value):
                self._base(value)
            case ast.Name():
                pass
            case ast.Subscript(value=value, slice=key):
                self._holder(value)
                self._expr(key)
            case _:
                self._expr(node)

    def _arguments(self, node: ast.Call) -> None:
        self._all([*node.args, *(keyword.value for keyword in node.keywords)])

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp) -> None:
        first = node.generators[0]
        self._expr(first.iter)
        head = self._iterate(first.iter, first.iter, waits=bool(first.is_async))
        for generator in node.generators[1:]:
            self._expr(generator.iter)
            self._iterate(generator.iter, generator.iter, waits=bool(generator.is_async))
        with self._testing():
            self._all([one for generator in node.generators for one in generator.ifs])
        self._all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        self._before[head] = [*self._before[head], *self._ends]
        self._ends = [head]

    def _iterate(self, node: ast.AST, iterated: ast.expr, *, waits: bool) -> int:
        path = self.names.path(_shown(iterated))
        if waits or path.root in (Root.FRESH, Root.CALLED):
            return self._step(node, waits=waits)
        return self._step(node, How.ITERATE, path)

    def _store(self, node: ast.expr) -> None:
        match node:
            case ast.Name(id=name):
                if name in self.names.declared:
                    self._step(node, How.WRITE, AccessPath(Root.SHARED, (name,)))
            case ast.Attribute(value=value):
                self._base(value)
                self._touch(node, How.WRITE, self.names.path(node))
            case ast.Subscript(value=value, slice=key):
                self._holder(value)
                self._expr(key)
                self._touch(node, How.WRITE, self.names.path(node))
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                for part in parts:
                    self._store(part)
            case ast.Starred(value=value):
                self._store(value)

    def _fork(self, ways: Sequence[Callable[[], None]]) -> None:
        before, ends = list(self._ends), []
        for way in ways:
            self._ends = list(before)
            way()
            ends += self._ends
        self._ends = ends

    def _block(self, statements: Iterable[ast.stmt]) -> None:
        for statement in statements:
            self._stmt(statement)

    def _stmt(self, node: ast.stmt) -> None:
        match node:
            case ast.Expr(value=value):
                self._expr(value)
            case ast.Assign(targets=targets, value=value):
                self._expr(value)
                for target in targets:
                    self._store(target)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._expr(value)
                self._store(target)
            case ast.AugAssign():
                self._augmented(node)
            case ast.Delete(targets=targets):
                for target in targets:
                    self._store(target)
            case ast.If(test=test, body=body, orelse=orelse):
                with self._testing():
                    self._expr(test)
                self._fork([lambda: self._block(body), lambda: self._block(orelse)])
            case ast.For() | ast.AsyncFor():
                self._for(node)
            case ast.While():
                self._while(node)
            case ast.With() | ast.AsyncWith():
                self._with(node)
            case ast.Try() | ast.TryStar():
                self._try(node)
            case ast.Match(subject=subject, cases=cases):
                with self._testing():
                    self._expr(subject)
                self._fork([lambda case=case: self._block(case.body) for case in cases] + [lambda: None])
            case ast.Assert(test=test):
                with self._testing():
                    self._expr(test)
            case ast.Return(value=value):
                if value is not None:
                    self.returned.append(value)
                is_handed_on = isinstance(value, ast.Name) and self.names.path(value).root is Root.GIVEN
                self._all([] if is_handed_on else [value])
                self._ends = []
            case ast.Raise(exc=error, cause=cause):
                self._all([error, cause])
                self._ends = []
            case ast.Break() | ast.Continue() if self._loops:
                loop = self._loops[-1]
                if isinstance(node, ast.Break):
                    loop.breaks += self._ends
                else:
                    self._before[loop.head] = [*self._before[loop.head], *self._ends]
                self._ends = []
            case _ if not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                self._all(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))

    def _augmented(self, node: ast.AugAssign) -> None:
        target = node.target
        path = self.names.path(target)
        if isinstance(target, ast.Name) and target.id in self.names.declared:
            path = AccessPath(Root.SHARED, (target.id,))
        elif isinstance(target, ast.Name):
            self._expr(node.value)
            return
        if not isinstance(target, ast.Name):
            self._holder(target)
        if path.root is Root.FRESH:
            self._expr(node.value)
            return
        mark = len(self.steps)
        read = self._step(target, How.READ, path)
        self._expr(node.value)
        if all(step.how is not None for step in self.steps[mark:]):  # nothing can come between
            self.steps[read].how = How.UPDATE
        else:
            self._step(node, How.WRITE, path)

    def _for(self, node: ast.For | ast.AsyncFor) -> None:
        with self._testing():
            self._expr(node.iter)
        head = self._iterate(node.iter, node.iter, waits=isinstance(node, ast.AsyncFor))
        loop = _Loop(head)
        self._loops.append(loop)
        self._store(node.target)
        self._block(node.body)
        self._loops.pop()
        self._before[head] = [*self._before[head], *self._ends]
        self._ends = [head]
        self._block(node.orelse)
        self._ends = [*self._ends, *loop.breaks]

    def _while(self, node: ast.While) -> None:
        head = self._step(node)
        with self._testing():
            self._expr(node.test)
        tested = list(self._ends)
        loop = _Loop(head)
        self._loops.append(loop)
        self._block(node.body)
        self._loops.pop()
        self._before[head] = [*self._before[head], *self._ends]
        self._ends = [] if isinstance(node.test, ast.Constant) and node.test.value else tested
        self._block(node.orelse)
        self._ends = [*self._ends, *loop.breaks]

    def _with(self, node: ast.With | ast.AsyncWith) -> None:
        waits, outside = isinstance(node, ast.AsyncWith), self._within
        for item in node.items:
            self._expr(item.context_expr)
            self._step(item, waits=waits)
            if not waits:
                self._within = (*self._within, item)
            if item.optional_vars is not None:
                self._store(item.optional_vars)
        first = len(self.steps)
        self._block(node.body)
        self._ends = [*self._ends, *([first - 1] if not self._ends else [])]
        self._within = outside
        for item in reversed(node.items):
            self._step(item, waits=waits, leaves=True)

    def _try(self, node: ast.Try | ast.TryStar) -> None:
        entry, first = list(self._ends), len(self.steps)
        self._block(node.body)
        failing = [*entry, *range(first, len(self.steps))]
        self._block(node.orelse)
        ends = list(self._ends)
        for handler in node.handlers:
            self._ends = list(failing)
            if handler.type is not None:
                self._expr(handler.type)
            self._block(handler.body)
            ends += self._ends
        self._ends = ends
        if node.finalbody:
            self._ends = [*dict.fromkeys([*ends, *entry, *range(first, len(self.steps))])]
            self._block(node.finalbody)


def _shown(node: ast.expr) -> ast.expr:
    """What is gone through behind `enumerate(x)` and `x.items()`."""
    match node:
        case ast.Call(func=ast.Name(id="map" | "filter"), args=[_, of, *_]):
            return _shown(of)
        case ast.Call(func=ast.Name(id=name), args=[of, *_]) if name in _SHOWING:
            return _shown(of)
    return node
