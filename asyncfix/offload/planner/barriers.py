"""The statements that can't run in a thread as a whole."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from asyncfix.catalogue.consumers import may_consume, method_consumes
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, FUNCTIONS, children

_APART = frozenset({*FUNCTIONS, ast.Lambda})


def contains_suspension(node: ast.AST, stays: frozenset[NodeId] = frozenset()) -> bool:
    """True where the node itself, nested functions aside, awaits or yields, or holds one of the nodes that stay."""
    return any(
        node_id(one) in stays
        or isinstance(one, (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield, ast.YieldFrom))
        or (isinstance(one, COMPREHENSIONS) and any(generator.is_async for generator in one.generators))
        for one in own(node)
    )


def own(node: ast.AST) -> list[ast.AST]:
    """The node and what is below it, without the bodies of functions and lambdas inside."""
    found: list[ast.AST] = []
    stack = [node]
    while stack:
        current = stack.pop()
        found.append(current)
        if current.__class__ not in _APART:
            stack += children(current)
    return found


def blocks(statement: ast.stmt) -> Iterator[list[ast.stmt]]:
    """The lists of statements inside a statement, in their order."""
    for field in ("body", "handlers", "orelse", "finalbody", "cases"):
        for item in _as_list(getattr(statement, field, None)):
            if isinstance(item, (ast.ExceptHandler, ast.match_case)):
                yield item.body
            elif isinstance(item, ast.stmt):
                yield getattr(statement, field)
                break


def heads(statement: ast.stmt) -> Iterator[ast.expr]:
    """The expressions of a statement that stand in none of its blocks."""
    for field, value in ast.iter_fields(statement):
        if field in ("body", "orelse", "finalbody"):
            continue
        for item in _as_list(value):
            if isinstance(item, ast.expr):
                yield item
            elif isinstance(item, ast.withitem):
                yield item.context_expr
            elif isinstance(item, ast.ExceptHandler) and item.type is not None:
                yield item.type
            elif isinstance(item, ast.match_case) and item.guard is not None:
                yield item.guard
            elif isinstance(item, ast.keyword):
                yield item.value


def is_compound(statement: ast.stmt) -> bool:
    """True for a statement with blocks of its own; a definition counts as none."""
    return any(True for _ in blocks(statement)) and not isinstance(statement, (*FUNCTIONS, ast.ClassDef))


def consumes(node: ast.AST) -> bool:
    """True for a call that iterates its argument before it returns."""
    if not isinstance(node, ast.Call):
        return False
    function = node.func
    if isinstance(function, ast.Name):
        return may_consume(function.id)
    return isinstance(function, ast.Attribute) and method_consumes(function.attr)


def loops(node: ast.AST) -> Iterable[ast.AST]:
    """The loops and comprehensions at or below a node: what is inside runs again and again."""
    return [one for one in own(node) if isinstance(one, (ast.For, ast.While, *COMPREHENSIONS))]


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
