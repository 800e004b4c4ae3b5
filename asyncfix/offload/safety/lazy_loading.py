"""Which calls of a region bring out objects that load more from the database when an attribute is read."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence

from asyncfix.offload.candidates.blocking_sites import BlockingSite
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, NodePath, below

_STATEMENTS = frozenset({"delete", "insert", "text", "update"})
"""What makes a statement whose result holds no objects of the mapped classes."""
_READING = frozenset({"bool", "dict", "float", "int", "len", "str", "sum"})
"""Builtins that leave nothing of the object that they are given."""


def lazy_site(sites: Sequence[BlockingSite], roots: Sequence[ast.AST], outputs: Collection[str]) -> BlockingSite | None:
    """The first call whose result may be read after the region; None where there is none.

    `outputs` are the names that the region hands back.
    """
    nodes = [node for root in roots for node in below(root)]
    ends = {node_id(root) for root in roots}
    brought = {*outputs}
    for node in nodes:
        if isinstance(node, ast.Return) and node.value is not None:
            brought |= _whole_names(node.value)
    for site in sites:
        if not site.cause.row.lazy or site.cause.function is not None or _is_plain(site.node):
            continue
        if _comes_out(site.path, ends, brought):
            return site
    return None


def _whole_names(node: ast.expr) -> set[str]:
    """The names whose objects an expression hands on as they are."""
    if isinstance(node, ast.Attribute):
        return set()
    if isinstance(node, ast.Name):
        return {node.id}
    return {name for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr) for name in _whole_names(child)}


def _is_plain(call: ast.expr) -> bool:
    """True for `execute(text(...)).scalar()`, `query(Item.name).all()` and the like: the rows hold plain values."""
    current: ast.expr = call
    while isinstance(current, ast.Call):
        if current.args and _gives_values(current.args[0]):
            return True
        function = current.func
        if not isinstance(function, ast.Attribute):
            return False
        if function.attr == "query":
            return _are_columns(current.args)
        current = function.value
    return False


def _gives_values(statement: ast.expr) -> bool:
    """True for a statement that gives no objects of the mapped classes."""
    current: ast.expr = statement
    while isinstance(current, ast.Call):
        function = current.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if name in _STATEMENTS and isinstance(getattr(function, "value", function), ast.Name):
            return True
        if name == "select":
            return _are_columns(current.args)
        if not isinstance(function, ast.Attribute):
            return False
        current = function.value
    return False


def _are_columns(arguments: Sequence[ast.expr]) -> bool:
    """True for `Item.name, func.count()`."""
    return bool(arguments) and all(
        isinstance(one, ast.Attribute)
        or (
            isinstance(one, ast.Call)
            and isinstance(one.func, ast.Attribute)
            and isinstance(one.func.value, ast.Name)
            and one.func.value.id == "func"
        )
        for one in arguments
    )


def _comes_out(path: NodePath, ends: set[NodeId], brought: Collection[str]) -> bool:
    """True where the result of the call at the end of the path may be had after the region."""
    for index in range(len(path) - 1, 0, -1):
        node, above, field = path[index].node, path[index - 1].node, path[index].field
        if node_id(node) in ends and isinstance(node, ast.expr):
            return True
        match above:
            case ast.Attribute():
                called = index >= 2 and path[index - 1].field == "func"
                if not called:
                    return False
            case ast.Call(func=ast.Name(id=name)) if field == "args" and name in _READING:
                return False
            case ast.Compare() | ast.UnaryOp() | ast.Expr() | ast.JoinedStr():
                return False
            case ast.If() | ast.While() | ast.IfExp() | ast.Assert() if field == "test":
                return False
            case ast.For():
                return bool(_whole_names(above.target) & {*brought})
            case ast.comprehension():
                around = path[index - 2].node
                return _keeps_elements(around, above)
            case ast.Assign() | ast.AnnAssign() | ast.NamedExpr():
                targets = above.targets if isinstance(above, ast.Assign) else [above.target]
                names = [target for target in targets if isinstance(target, ast.Name)]
                return len(names) < len(targets) or any(name.id in brought for name in names)
            case ast.Return():
                return True
            case ast.stmt():
                return True
    return True


def _keeps_elements(around: ast.AST, generator: ast.comprehension) -> bool:
    """True for `[x for x in rows]`; False for `[x.id for x in rows]`."""
    if not isinstance(around, COMPREHENSIONS):
        return True
    results = [around.key, around.value] if isinstance(around, ast.DictComp) else [around.elt]
    kept = {name for result in results for name in _whole_names(result)}
    return bool(kept & _whole_names(generator.target))
