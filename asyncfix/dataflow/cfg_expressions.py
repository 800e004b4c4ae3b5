"""Expressions as events, in the order in which Python evaluates them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from asyncfix.catalogue.consumers import calls_key
from asyncfix.catalogue.consumers import consumes as is_consumer
from asyncfix.dataflow.cfg import Graph, NodeKind
from asyncfix.dataflow.free_variables import free_names, is_named, scope_of, walruses
from asyncfix.dataflow.region import Region
from asyncfix.syntax.node_path import COMPREHENSIONS, FSTRINGS


class ExpressionGraph:
    """Adds expressions to a graph. `tracked` are the names whose fate matters; others count as global."""

    def __init__(self, tracked: frozenset[str], region: Region, is_builtin: Callable[[str], bool]) -> None:
        self.graph = Graph()
        self.tracked = tracked
        self.region = region
        self.is_builtin = is_builtin
        self.hidden: list[frozenset[str]] = []  # names of the comprehensions and lambdas that are being walked
        self.global_writes: set[str] = set()  # in the region
        self.remote_writes: set[str] = set()  # by inner functions, whenever they are called

    def expression(self, node: ast.expr | None) -> None:
        """The events of an expression, or of the target of an assignment."""
        if node is None:
            return
        if node is not self.region.node:
            self._expression(node)
            return
        self.graph.add(NodeKind.START)
        self.graph.inside = True
        self._expression(node)
        self.graph.inside = False
        self.graph.add(NodeKind.END)

    def expressions(self, nodes: Sequence[ast.expr | None]) -> None:
        for node in nodes:
            self.expression(node)

    def _expression(self, node: ast.expr) -> None:
        match node:
            case ast.Constant():
                pass
            case ast.Name():
                self._name(node)
            case ast.NamedExpr(target=target, value=value):
                self.expression(value)
                self.write(target.id, seen=True)
            case ast.Lambda():
                self.defaults(node.args)
                self.capture(node)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self._comprehension(node, lazy=isinstance(node, ast.GeneratorExp))
            case ast.Call():
                self._call(node)
            case ast.BoolOp(values=values):
                self._chain(values)
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                self._compare(left, ops, comparators)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                self.condition(test)
                before = list(self.graph.ends)
                self.expression(body)
                ends, self.graph.ends = self.graph.ends, before
                self.expression(orelse)
                self.graph.ends = [*ends, *self.graph.ends]
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                if isinstance(node.ctx, ast.Store):
                    self.graph.work()
                self.expressions(parts)
            case ast.Dict(keys=keys, values=values):
                for key, value in zip(keys, values, strict=True):
                    self.expressions((key, value))
                self.graph.work()
            case _:
                self._other(node)

    def _other(self, node: ast.expr) -> None:
        children = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
        self.expressions(children)
        if not isinstance(node, ast.Slice) and not (isinstance(node, FSTRINGS) and not children):
            self.graph.work()

    def _name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.read(node.id)
        elif isinstance(node.ctx, ast.Store):
            self.write(node.id)
        else:
            self.delete(node.id)

    def is_tracked(self, name: str) -> bool:
        return name in self.tracked and not any(name in names for names in self.hidden)

    def read(self, name: str) -> None:
        if self.is_tracked(name):
            self.graph.add(NodeKind.READ, name, fails=True)
        elif not any(name in names for names in self.hidden):
            self.graph.work()

    def write(self, name: str, seen: bool = False) -> None:
        """A binding; `seen` where it goes past the scope of a comprehension."""
        if name in self.tracked and (seen or self.is_tracked(name)):
            self.graph.add(NodeKind.WRITE, name)
        elif (seen or not any(name in names for names in self.hidden)) and self.graph.inside:
            self.global_writes.add(name)

    def delete(self, name: str) -> None:
        if self.is_tracked(name):
            self.graph.add(NodeKind.DELETE, name, fails=True)
            return
        if self.graph.inside:
            self.global_writes.add(name)
        self.graph.work()

    def condition(self, node: ast.expr) -> None:
        """An expression whose truth is asked for."""
        self.expression(node)
        if not isinstance(node, ast.Constant) and not (isinstance(node, ast.Compare) and _cannot_fail(node.ops)):
            self.graph.work()

    def _chain(self, values: Sequence[ast.expr]) -> None:
        self.condition(values[0])
        skipped: list[int] = []
        for value in values[1:]:
            skipped.extend(self.graph.ends)
            self.condition(value)
        self.graph.ends = [*self.graph.ends, *skipped]

    def _compare(self, left: ast.expr, ops: Sequence[ast.cmpop], comparators: Sequence[ast.expr]) -> None:
        self.expression(left)
        skipped: list[int] = []
        for index, (op, right) in enumerate(zip(ops, comparators, strict=True)):
            if index:
                skipped.extend(self.graph.ends)
            self.expression(right)
            if not _cannot_fail([op]):
                self.graph.work()
        self.graph.ends = [*self.graph.ends, *skipped]

    def _call(self, node: ast.Call) -> None:
        self.expression(node.func)
        consumes = isinstance(node.func, ast.Name) and is_consumer(node.func.id) and self.is_global(node.func.id)
        consumes = consumes or (isinstance(node.func, ast.Attribute) and _is_join(node.func))
        for argument in node.args:
            if consumes and isinstance(argument, ast.GeneratorExp) and argument is not self.region.node:
                self._comprehension(argument, lazy=False)
            else:
                self.expression(argument)
        sorts = isinstance(node.func, ast.Name) and calls_key(node.func.id) and self.is_global(node.func.id)
        keys: list[ast.Lambda] = []
        for keyword in node.keywords:
            if sorts and keyword.arg == "key" and isinstance(keyword.value, ast.Lambda):
                keys.append(keyword.value)
                self.defaults(keyword.value.args)
            else:
                self.expression(keyword.value)
        self.graph.work()
        for key in keys:
            self._at_once(key)

    def is_global(self, name: str) -> bool:
        """True where the name is the builtin that it looks like."""
        return not self.is_tracked(name) and not any(name in names for names in self.hidden) and self.is_builtin(name)

    def _at_once(self, key: ast.Lambda) -> None:
        """A function that is called before the call that it is given to returns, and then never again."""
        with self.graph.maybe():
            self.hidden.append(frozenset(scope_of(key).bindings))
            self.expression(key.body)
            self.hidden.pop()

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, lazy: bool) -> None:
        self.expression(node.generators[0].iter)
        if lazy:
            self.graph.work()
            self.capture(node)
            self.remote_writes |= walruses(node) & self.tracked
            return
        head = self.graph.work()
        self.hidden.append(frozenset(scope_of(node).bindings))
        skips = [head]
        for index, generator in enumerate(node.generators):
            if index:
                self.expression(generator.iter)
                skips.append(self.graph.work())
            self.expression(generator.target)
            for test in generator.ifs:
                self.condition(test)
                skips.extend(self.graph.ends)
        self.expressions([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        self.graph.work()
        self.graph.ends = [*self.graph.ends, *skips[1:]]
        self.graph.lead_to(head)
        self.hidden.pop()
        self.graph.ends = [head]

    def defaults(self, arguments: ast.arguments) -> None:
        self.expressions([*arguments.defaults, *arguments.kw_defaults])

    def capture(self, node: ast.AST) -> None:
        """A function, class or generator that comes into being and takes names along."""
        free = free_names(node)
        for name in sorted(free.used):
            if self.is_tracked(name):
                self.graph.add(NodeKind.CAPTURE, name)
        if not isinstance(node, COMPREHENSIONS):
            self.remote_writes |= free.written & self.tracked


def _cannot_fail(ops: Sequence[ast.cmpop]) -> bool:
    return all(isinstance(op, (ast.Is, ast.IsNot)) for op in ops)


def _is_join(function: ast.Attribute) -> bool:
    return function.attr == "join" and isinstance(function.value, ast.Constant) and not is_named(function, "join")
