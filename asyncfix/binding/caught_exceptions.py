"""The exceptions caught around a place, and whether that cleans up, by the function in which it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from asyncfix.binding.execution_context import ExecutionContext
from asyncfix.binding.qualified_names import Names
from asyncfix.syntax.node_path import TRIES, NodePath, dotted

_CANCELLING = frozenset({"BaseException", "CancelledError"})


def caught_around(names: Names, path: NodePath, place: ExecutionContext) -> frozenset[str]:
    """The exceptions named by the `except` clauses whose `try` bodies the end of the path is in.

    Builtins go by their names, others by their qualified names. What a bare `except` catches is
    everything, and it is not told: it does not single anything out.
    """
    found: set[str] = set()
    for index in range(len(place.path), len(path) - 1):
        node = path[index].node
        if isinstance(node, TRIES) and path[index + 1].field == "body":
            for handler in node.handlers:
                found.update(_named(names, path, handler.type))
    return frozenset(found)


def _named(names: Names, path: NodePath, caught: ast.expr | None) -> Iterator[str]:
    for expression in caught.elts if isinstance(caught, ast.Tuple) else [caught]:
        parts = dotted(expression) if expression is not None else None
        if parts is not None:
            meaning = names.lookup(parts[0].id, names.scopes(path))
            if meaning.scope is None:
                yield parts[0].id + parts[1]
            yield from (target + parts[1] for target in meaning.targets if target)


def is_clean_up(path: NodePath) -> bool:
    """True where the end of the path is in a part of a `try` that runs where the task is cancelled.

    The path is that below the function around.
    """
    return any(isinstance(above.node, TRIES) and cleans_up(step.node, step.field) for above, step in pairwise(path))


def cleans_up(node: ast.AST, field: str) -> bool:
    """True for such a part, which stands in that field of its `try`."""
    if field != "handlers" or not isinstance(node, ast.ExceptHandler):
        return field == "finalbody"
    caught: Sequence[ast.expr | None] = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
    return any(one is None or _last_word(one) in _CANCELLING for one in caught)


def _last_word(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
