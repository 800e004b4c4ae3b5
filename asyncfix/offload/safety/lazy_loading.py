"""Which calls of a region bring out objects that load more from the database when an attribute is read."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Sequence

from asyncfix.catalogue.sql_words import adds_objects, gives_no_objects, is_function_maker, is_value, selects
from asyncfix.offload.candidates.blocking_sites import BlockingSite
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, FUNCTIONS, NodePath, below

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
        if not site.cause.row.lazy or site.cause.function is not None:
            continue
        if _is_plain(site.node, _assigned_around(site.path)):
            continue
        if _comes_out(site.path, ends, brought):
            return site
    return None


def _assigned_around(path: NodePath) -> _Assigned:
    """What the function at whose inside the path ends gives to its names."""
    return _Assigned(next(step.node for step in reversed(path[:-1]) if isinstance(step.node, (*FUNCTIONS, ast.Module))))


def _whole_names(node: ast.expr) -> set[str]:
    """The names whose objects an expression hands on as they are."""
    if isinstance(node, ast.Attribute):
        return set()
    if isinstance(node, ast.Name):
        return {node.id}
    return {name for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr) for name in _whole_names(child)}


def _is_plain(call: ast.expr, values: _Assigned) -> bool:
    """True for `execute(text(...)).scalar()`, `query(Item.name).all()` and the like: the rows hold plain values."""
    current: ast.expr = call
    while isinstance(current, ast.Call):
        if current.args and _gives_values(current.args[0], values):
            return True
        function = current.func
        if not isinstance(function, ast.Attribute):
            return False
        if function.attr == "query":
            return _are_columns(current.args)
        current = function.value
    return values.all(current, _is_plain)


def _gives_values(statement: ast.expr, values: _Assigned) -> bool:
    """True for a statement that gives no objects of the mapped classes."""
    current: ast.expr = statement
    while isinstance(current, ast.Call):
        function = current.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if gives_no_objects(name) and isinstance(getattr(function, "value", function), ast.Name):
            return True
        if selects(name):
            return _are_columns(current.args)
        if not isinstance(function, ast.Attribute) or adds_objects(name):
            return False
        current = function.value
    return values.all(current, _gives_values)


def _are_columns(arguments: Sequence[ast.expr]) -> bool:
    """True for `Item.name, func.count()`."""
    return bool(arguments) and all(map(_is_column, arguments))


def _is_column(node: ast.expr) -> bool:
    """True for `Item.name`, `func.max(Item.age).label("age")` and `1`; False for a class, as `Item` and `db.Item`."""
    match node:
        case ast.Constant():
            return True
        case ast.Attribute(attr=word):
            return not word[:1].isupper()
        case ast.Call(func=ast.Name(id=word)):
            return is_value(word)
        case ast.Call(func=ast.Attribute(value=value, attr=word)):
            return is_value(word) or _names_functions(value) or (isinstance(value, ast.Call) and _is_column(value))
    return False


def _names_functions(node: ast.expr) -> bool:
    """True for `func` and `sqlalchemy.func`."""
    return is_function_maker(node.id if isinstance(node, ast.Name) else getattr(node, "attr", ""))


class _Assigned:
    """What a coroutine gives to its names."""

    def __init__(self, function: ast.AST) -> None:
        self._values: dict[str, list[ast.expr]] = {}
        self._others: set[str] = set()  # that get something else as well
        self._asked: set[str] = set()
        known: set[NodeId] = set()
        for node in below(function):
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name) as target], value=value)
                    | ast.AnnAssign(target=ast.Name(id=name) as target, value=ast.expr() as value)
                ):
                    self._values.setdefault(name, []).append(value)
                    known.add(node_id(target))
                case ast.arg(arg=name):
                    self._others.add(name)
                case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if node_id(node) not in known:
                    self._others.add(name)
                case ast.Global(names=names) | ast.Nonlocal(names=names):
                    self._others.update(names)

    def all(self, node: ast.expr, holds: Callable[[ast.expr, _Assigned], bool]) -> bool:
        """True for a name to which only such values are given; `query = query.where(...)` is as what it had before."""
        if not isinstance(node, ast.Name) or node.id in self._others or node.id not in self._values:
            return False
        if node.id in self._asked:
            return True
        self._asked.add(node.id)
        try:
            return all(holds(value, self) for value in self._values[node.id])
        finally:
            self._asked.discard(node.id)


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
