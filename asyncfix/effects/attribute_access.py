"""Which attributes of their object the methods of a class read and write, as far as its own text tells."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from asyncfix.binding.scopes import own_nodes


@dataclass(slots=True)
class Uses:
    """The attributes that a method reads and writes, by itself and through other methods of its object."""

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)


_KNOWN: WeakKeyDictionary[ast.ClassDef, dict[str, Uses]] = WeakKeyDictionary()


def uses_of_methods(node: ast.ClassDef) -> dict[str, Uses]:
    """The attributes that the methods of a class that are no coroutines use, by the names of the methods."""
    known = _KNOWN.get(node)
    if known is None:
        known = _KNOWN[node] = {
            one.name: _of_itself(one) for one in node.body if isinstance(one, ast.FunctionDef) and one.args.args
        }
        for uses in known.values():
            _follow(uses, known)
    return known


def _of_itself(function: ast.FunctionDef) -> Uses:
    found, own = Uses(), function.args.args[0].arg
    for node in own_nodes(function):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == own:
            (found.reads if isinstance(node.ctx, ast.Load) else found.writes).add(node.attr)
    found.calls |= found.reads
    return found


def _follow(uses: Uses, known: dict[str, Uses]) -> None:
    waiting, seen = [*uses.calls], set(uses.calls)
    while waiting:
        other = known.get(waiting.pop())
        if other is None:
            continue
        uses.reads |= other.reads
        uses.writes |= other.writes
        waiting.extend(other.calls - seen)
        seen |= other.calls
