"""Statements as events, with all the ways out of them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from asyncfix.dataflow.cfg import NodeKind
from asyncfix.dataflow.cfg_expressions import ExpressionGraph
from asyncfix.dataflow.region import Region
from asyncfix.syntax.node_path import below


class Statements(ExpressionGraph):
    """Adds statements to a graph. `suppresses` tells whether a context manager may swallow exceptions."""

    def __init__(
        self,
        tracked: frozenset[str],
        region: Region,
        is_builtin: Callable[[str], bool],
        suppresses: Callable[[ast.expr], bool],
    ) -> None:
        super().__init__(tracked, region, is_builtin)
        self.suppresses = suppresses
        statements = region.statements
        self.first = statements[0] if statements else None
        self.last = statements[-1] if statements else None

    def body(self, statements: Sequence[ast.stmt]) -> None:
        for statement in statements:
            if statement is self.first:
                self.graph.add(NodeKind.START)
                self.graph.inside = True
            self._statement(statement)
            if statement is self.last:
                self.graph.inside = False
                self.graph.add(NodeKind.END)

    def _statement(self, node: ast.stmt) -> None:
        match node:
            case ast.If(test=test, body=body, orelse=orelse):
                self.condition(test)
                before = list(self.graph.ends)
                self.body(body)
                ends, self.graph.ends = self.graph.ends, before
                self.body(orelse)
                self.graph.ends = [*ends, *self.graph.ends]
            case ast.For() | ast.AsyncFor():
                self._for(node)
            case ast.While():
                self._while(node)
            case ast.With(items=items, body=body) | ast.AsyncWith(items=items, body=body):
                self._with(items, body)
            case ast.Try() | ast.TryStar():
                self._try(node)
            case ast.Match():
                self._match(node)
            case ast.Return(value=value):
                self.expression(value)
                self.graph.leave("return")
            case ast.Break():
                self.graph.leave("break")
            case ast.Continue():
                self.graph.leave("continue")
            case ast.Raise(exc=error, cause=cause):
                self.expressions((error, cause))
                self.graph.fail()
            case _:
                self._simple(node)

    def _simple(self, node: ast.stmt) -> None:
        match node:
            case ast.Expr(value=value):
                self.expression(value)
            case ast.Assign(targets=targets, value=value):
                self.expressions((value, *targets))
            case ast.AugAssign():
                self._augmented(node)
            case ast.AnnAssign(target=target, value=value, annotation=annotation):
                self.expression(value)
                if value is not None or not isinstance(target, ast.Name):
                    self.expression(target)
                if not isinstance(target, ast.Name):
                    self.expression(annotation)
            case ast.Delete(targets=targets):
                self.expressions(targets)
            case ast.Assert(test=test, msg=message):
                self.condition(test)
                with self.graph.maybe():
                    self.expression(message)
                    self.graph.fail()
            case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
                for alias in aliases:
                    self.graph.work()
                    self.write(alias.asname or alias.name.partition(".")[0])
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                self._definition(node)
            case ast.Global() | ast.Nonlocal() | ast.Pass():
                pass
            case _:  # a type alias
                self.capture_all(node)
                self.write(node.name.id)  # type: ignore[attr-defined]

    def capture_all(self, node: ast.AST) -> None:
        """Every name in it is read later, if at all."""
        for inner in below(node):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load) and self.is_tracked(inner.id):
                self.graph.add(NodeKind.CAPTURE, inner.id)

    def _augmented(self, node: ast.AugAssign) -> None:
        target = node.target
        if isinstance(target, ast.Name):
            self.read(target.id)
        else:
            self.expressions([child for child in ast.iter_child_nodes(target) if isinstance(child, ast.expr)])
            self.graph.work()
        self.expression(node.value)
        self.graph.work()
        if isinstance(target, ast.Name):
            self.write(target.id)

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        self.expressions(node.decorator_list)
        if isinstance(node, ast.ClassDef):
            self.expressions([*node.bases, *(keyword.value for keyword in node.keywords)])
        else:
            self.defaults(node.args)
            self.capture_all(node.args)
            if node.returns is not None:
                self.capture_all(node.returns)
        self.graph.work()
        self.capture(node)
        self.graph.work()
        self.write(node.name)

    def _for(self, node: ast.For | ast.AsyncFor) -> None:
        self.expression(node.iter)
        self.graph.work()
        head = self.graph.work()
        with self.graph.loop(head) as frame:
            self.expression(node.target)
            self.body(node.body)
        self.graph.ends = [head]
        self.body(node.orelse)
        self.graph.ends = [*self.graph.ends, *frame.breaks]

    def _while(self, node: ast.While) -> None:
        head = self.graph.add(NodeKind.NOTHING)
        self.condition(node.test)
        tested = list(self.graph.ends)
        with self.graph.loop(head) as frame:
            self.body(node.body)
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        self.graph.ends = [] if endless else tested
        self.body(node.orelse)
        self.graph.ends = [*self.graph.ends, *frame.breaks]

    def _with(self, items: Sequence[ast.withitem], body: Sequence[ast.stmt]) -> None:
        if not items:
            self.body(body)
            return
        graph = self.graph
        self.expression(items[0].context_expr)
        graph.work()
        with graph.guarded(lambda: self._work()) as landing:
            self.expression(items[0].optional_vars)
            self._with(items[1:], body)
        graph.work()
        ends, graph.ends = graph.ends, [landing]
        graph.work()
        if self.suppresses(items[0].context_expr):
            ends = [*ends, *graph.ends]
        graph.fail()
        graph.ends = ends

    def _work(self) -> None:
        self.graph.work()

    def _try(self, node: ast.Try | ast.TryStar) -> None:
        if not node.finalbody:
            self._handled(node)
            return
        graph = self.graph
        with graph.guarded(lambda: self.body(node.finalbody)) as landing:
            self._handled(node)
        ends, graph.ends = graph.ends, [landing]
        self.body(node.finalbody)
        graph.fail()
        graph.ends = ends
        self.body(node.finalbody)

    def _handled(self, node: ast.Try | ast.TryStar) -> None:
        graph = self.graph
        outer = graph.fails
        if not node.handlers:
            self.body(node.body)
            return
        landing = graph.apart(NodeKind.NOTHING)
        graph.fails = landing
        self.body(node.body)
        graph.fails = outer
        self.body(node.orelse)
        ends, graph.ends = graph.ends, [landing]
        for handler in node.handlers:
            self.expression(handler.type)
            if handler.type is not None:
                graph.work()
            tested = list(graph.ends)
            self._handler(handler)
            if isinstance(node, ast.TryStar):
                graph.ends = [*tested, *graph.ends]
            else:
                ends = [*ends, *graph.ends]
                graph.ends = [] if self._catches_all(handler.type) else tested
        if isinstance(node, ast.TryStar):
            ends = [*ends, *graph.ends]
        graph.fail()
        graph.ends = ends

    def _catches_all(self, caught: ast.expr | None) -> bool:
        if caught is None:
            return True
        return isinstance(caught, ast.Name) and caught.id == "BaseException" and self.is_global("BaseException")

    def _handler(self, handler: ast.ExceptHandler) -> None:
        name = handler.name
        if name is None:
            self.body(handler.body)
            return
        graph = self.graph
        self.write(name)
        with graph.guarded(lambda: self._unbind(name)) as landing:
            self.body(handler.body)
        self._unbind(name)
        ends, graph.ends = graph.ends, [landing]
        self._unbind(name)
        graph.fail()
        graph.ends = ends

    def _unbind(self, name: str) -> None:
        if self.is_tracked(name):
            self.graph.add(NodeKind.UNBIND, name)

    def _match(self, node: ast.Match) -> None:
        graph = self.graph
        self.expression(node.subject)
        ends: list[int] = []
        for case in node.cases:
            self._pattern_values(case.pattern)
            simple = isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
            if not simple:
                graph.work()
            failed = [] if simple else list(graph.ends)
            for name in _captures(case.pattern):
                self.write(name)
            if case.guard is not None:
                self.condition(case.guard)
                failed = [*failed, *graph.ends]
            self.body(case.body)
            ends.extend(graph.ends)
            graph.ends = failed
        graph.ends = [*ends, *graph.ends]

    def _pattern_values(self, pattern: ast.pattern) -> None:
        for inner in below(pattern):
            if isinstance(inner, ast.MatchValue):
                self.expression(inner.value)
            elif isinstance(inner, ast.MatchClass):
                self.expression(inner.cls)
            elif isinstance(inner, ast.MatchMapping):
                self.expressions(inner.keys)


def _captures(pattern: ast.pattern) -> list[str]:
    found = []
    for inner in below(pattern):
        name = getattr(inner, "rest", None) or getattr(inner, "name", None)
        if isinstance(name, str):
            found.append(name)
    return found
