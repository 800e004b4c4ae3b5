"""Which exceptions are caught around a place, by the function in which it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import Path, dotted
from asyncfix.semantics.places import Place


def caught_around(names: Names, path: Path, place: Place) -> frozenset[str]:
    """The exceptions named by the `except` clauses whose `try` bodies the end of the path is in.

    Builtins go by their names, others by their qualified names. What a bare `except` catches is
    everything, and it is not told: it does not single anything out.
    """
    found: set[str] = set()
    for index in range(len(place.path), len(path) - 1):
        node = path[index].node
        if isinstance(node, (ast.Try, ast.TryStar)) and path[index + 1].field == "body":
            for handler in node.handlers:
                found.update(_named(names, path, handler.type))
    return frozenset(found)


def _named(names: Names, path: Path, caught: ast.expr | None) -> Iterator[str]:
    for expression in caught.elts if isinstance(caught, ast.Tuple) else [caught]:
        parts = dotted(expression) if expression is not None else None
        if parts is not None:
            meaning = names.lookup(parts[0].id, names.scopes(path))
            if meaning.scope is None:
                yield parts[0].id + parts[1]
            yield from (target + parts[1] for target in meaning.targets if target)
