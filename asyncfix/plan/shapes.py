"""Shapes of statements around a region that decide where it begins and ends."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from asyncfix.plan.barriers import own
from asyncfix.plan.sites import Site


def hands_on(statements: Sequence[ast.stmt], rest: Sequence[ast.stmt]) -> bool:
    """True where all that is left is `return name`, and the statements bind that name."""
    if len(rest) != 1 or not isinstance(rest[0], ast.Return) or not isinstance(rest[0].value, ast.Name):
        return False
    bound = (node.id for one in statements for node in own(one) if isinstance(node, ast.Name) and _is_store(node))
    return rest[0].value.id in bound


def begun(before: Sequence[ast.stmt], rest: Sequence[ast.stmt]) -> int:
    """Where the region may begin: at `found = []` right before it, where `return found` is all that follows."""
    if len(rest) != 1 or not isinstance(rest[0], ast.Return) or not isinstance(rest[0].value, ast.Name):
        return len(before)
    name = rest[0].value.id
    match before[-1:]:
        case [ast.Assign(targets=[ast.Name(id=target)], value=value)] if target == name and _is_new(value):
            return len(before) - 1
        case [ast.AnnAssign(target=ast.Name(id=target), value=ast.expr() as value)] if target == name:
            return len(before) - 1 if _is_new(value) else len(before)
    return len(before)


def _is_new(value: ast.expr) -> bool:
    """True for a constant and for an empty container."""
    return isinstance(value, ast.Constant) or (
        (isinstance(value, ast.List) and not value.elts) or (isinstance(value, ast.Dict) and not value.keys)
    )


def opens(statement: ast.stmt, site: Site) -> bool:
    """True where a `with` statement enters what the call gives: the block reads from it, in ways that may not show."""
    return isinstance(statement, ast.With) and any(item.context_expr is site.node for item in statement.items)


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)
