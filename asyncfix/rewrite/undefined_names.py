"""The names that a module uses and nothing in it binds."""

from __future__ import annotations

import ast
import builtins
import symtable
import warnings
from functools import lru_cache

_GIVEN = frozenset(dir(builtins)) | {"__file__", "__path__", "__builtins__", "__annotations__", "__class__"}


@lru_cache(maxsize=4)  # the text before is asked for with each change
def unbound(text: str) -> frozenset[str] | None:
    """The names; None where a star import may bind any. Raises SyntaxError and ValueError for text that is no code."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = symtable.symtable(text, "<text>", "exec")
    bound: set[str] = set(_GIVEN)
    used: set[str] = set()
    waiting = [table]
    while waiting:
        scope = waiting.pop()
        waiting.extend(scope.get_children())
        for symbol in scope.get_symbols():
            at_module = scope is table or symbol.is_declared_global()
            if at_module and (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace()):
                bound.add(symbol.get_name())
            if symbol.is_referenced() and (scope is table or symbol.is_global()):
                used.add(symbol.get_name())
    found = frozenset(used - bound)
    return None if found and _has_star_import(text) else found


def _has_star_import(text: str) -> bool:
    tree = ast.parse(text)
    return any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in ast.walk(tree))
