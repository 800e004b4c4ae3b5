"""Containers that tasks share: where a function looks into them, changes them, and goes through them."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from asyncfix.syntax.node_path import COMPREHENSIONS, below, dotted

_OF_MAPPINGS = frozenset({"clear", "pop", "popitem", "setdefault", "update"})
CHANGING = _OF_MAPPINGS | {
    "add", "append", "appendleft", "difference_update", "discard", "extend", "extendleft", "insert",
    "intersection_update", "popleft", "remove",
}  # fmt: skip
"""Methods that change the container that they are called on."""
VIEWS = frozenset({"items", "keys", "values"})

Key = Callable[[ast.AST], str | None]


@dataclass(slots=True)
class Touched:
    """Offsets at which containers are looked into and changed, by their names."""

    looks: dict[str, list[int]] = field(default_factory=dict)  # `x in c`, `len(c)`, `if c`, `c[x]`
    gets: dict[str, list[int]] = field(default_factory=dict)  # `c.get(x)`, which other objects have, too
    changes: dict[str, list[int]] = field(default_factory=dict)
    mapping_changes: dict[str, list[int]] = field(default_factory=dict)

    def updates(self) -> Iterable[tuple[str, list[int], list[int]]]:
        """The containers that are read and then changed: the name, the offsets of the one and of the other."""
        for key in sorted(self.changes):
            looks = [*self.looks.get(key, ())]
            if looks:
                yield key, sorted(looks), sorted(self.changes[key])
            elif key in self.gets and key in self.mapping_changes:
                yield key, sorted(self.gets[key]), sorted(self.mapping_changes[key])


def container_accesses(nodes: Iterable[ast.AST], key: Key, start: Callable[[ast.AST], int]) -> Touched:
    """The accesses of the nodes to containers for which `key` has a name; `start` tells where a node begins."""
    found = Touched()
    for node in nodes:
        for one in _looked_into(node):
            _note(found.looks, key(one), start(one))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            word, name = node.func.attr, key(node.func.value)
            if word == "get":
                _note(found.gets, name, start(node))
            if word in CHANGING:
                _note(found.changes, name, start(node))
            if word in _OF_MAPPINGS:
                _note(found.mapping_changes, name, start(node))
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            _note(found.changes, key(node.value), start(node))
            _note(found.mapping_changes, key(node.value), start(node))
    return found


def _note(table: dict[str, list[int]], name: str | None, at: int) -> None:
    if name is not None:
        table.setdefault(name, []).append(at)


def _looked_into(node: ast.AST) -> list[ast.expr]:
    match node:
        case ast.Compare(ops=ops, comparators=comparators):
            pairs = zip(ops, comparators, strict=True)
            return [right for op, right in pairs if isinstance(op, (ast.In, ast.NotIn))]
        case ast.Call(func=ast.Name(id="len"), args=[one]):
            return [one]
        case ast.Subscript(value=one, ctx=ast.Load()):
            return [one]
        case ast.If(test=one) | ast.While(test=one) | ast.IfExp(test=one) | ast.UnaryOp(op=ast.Not(), operand=one):
            return [one]
        case ast.BoolOp(values=values):
            return values
    return []


def iterated(node: ast.AST) -> list[ast.expr]:
    """The containers that a loop or comprehension goes through item by item, not by way of a copy."""
    if isinstance(node, ast.For):
        return [_behind_view(node.iter)]
    if isinstance(node, COMPREHENSIONS):
        return [_behind_view(one.iter) for one in node.generators if not one.is_async]
    return []


def handed_on(node: ast.AST) -> list[ast.expr]:
    """The objects that a call is given as they are: `state` in `json.dump(state, file)`."""
    return [*node.args, *(one.value for one in node.keywords)] if isinstance(node, ast.Call) else []


def _behind_view(node: ast.expr) -> ast.expr:
    """`c` of `c.items()` and of `enumerate(c)`."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr=word), args=[]) if word in VIEWS:
            return value
        case ast.Call(func=ast.Name(id="enumerate" | "reversed"), args=[one, *_]):
            return _behind_view(one)
    return node


def worked_on(node: ast.AST) -> list[ast.expr]:
    """The object that a method works on: `frame` in `frame.to_csv(path)`. Those of plain containers take no time."""
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr=word)) if word not in VIEWS | CHANGING | {"copy", "get"}:
            return [value]
    return []


_FILLED: WeakKeyDictionary[ast.Module, frozenset[str]] = WeakKeyDictionary()


def filled_words(module: ast.Module) -> frozenset[str]:
    """The last words of all that a file puts items into, or takes them from, by their keys."""
    known = _FILLED.get(module)
    if known is None:
        known = _FILLED[module] = frozenset(_changed(module, methods=False))
    return known


_CHANGED: WeakKeyDictionary[ast.Module, frozenset[str]] = WeakKeyDictionary()


def changed_words(module: ast.Module) -> frozenset[str]:
    """The last words of all that functions of a file change: `subs` for `self.subs.append(x)`."""
    known = _CHANGED.get(module)
    if known is None:
        known = _CHANGED[module] = frozenset(_changed(module))
    return known


def _changed(module: ast.Module, methods: bool = True) -> Iterable[str]:
    for node in below(module):
        owner: ast.expr | None = None
        if (
            methods
            and isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in CHANGING
        ):
            owner = node.func.value
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            owner = node.value
        parts = dotted(owner) if owner is not None else None
        if parts is not None:
            yield (parts[0].id + parts[1]).rpartition(".")[2]
