"""Shapes of statements around a region that decide where it begins and ends."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from asyncfix.offload.candidates.blocking_sites import BlockingSite
from asyncfix.offload.planner.barriers import own


def hands_on(statements: Sequence[ast.stmt], rest: Sequence[ast.stmt]) -> bool:
    """True where all that is left is the return of names that the statements bind, and maybe of constants."""
    if len(rest) != 1 or not isinstance(rest[0], ast.Return):
        return False
    value = rest[0].value
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    names = {part.id for part in parts if isinstance(part, ast.Name)}
    if not names or not all(isinstance(part, (ast.Name, ast.Constant)) for part in parts):
        return False
    return names <= {
        node.id for one in statements for node in own(one) if isinstance(node, ast.Name) and _is_store(node)
    }


def prepares(statement: ast.stmt) -> bool:
    """True for a name that gets a constant or an empty container: `found = []`."""
    match statement:
        case ast.Assign(targets=[ast.Name()], value=value):
            return _is_new(value)
        case ast.AnnAssign(target=ast.Name(), value=ast.expr() as value):
            return _is_new(value)
    return False


def _is_new(value: ast.expr) -> bool:
    """True for a constant and for an empty container."""
    if isinstance(value, ast.Dict):
        return not value.keys
    return isinstance(value, ast.Constant) or (isinstance(value, (ast.List, ast.Tuple)) and not value.elts)


def opens(statement: ast.stmt, site: BlockingSite) -> bool:
    """True where a `with` statement enters what the call gives: the block reads from it, in ways that may not show."""
    return isinstance(statement, ast.With) and any(item.context_expr is site.node for item in statement.items)


def _is_store(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Store)
