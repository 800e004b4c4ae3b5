"""Which names of a function the functions, classes and comprehensions inside it use."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import lru_cache

from asyncfix.binding.scopes import Scope
from asyncfix.syntax.node_path import COMPREHENSIONS, DEFINITIONS, FUNCTIONS, Step

INNER = (*DEFINITIONS, ast.Lambda, *COMPREHENSIONS)


@dataclass(frozen=True, slots=True)
class Free:
    """The names that the code of an inner scope has from outside it."""

    used: frozenset[str]
    written: frozenset[str]  # by `nonlocal`, in functions inside


@lru_cache(maxsize=256)  # the functions, comprehensions and classes of one coroutine are asked for again and again
def scope_of(node: ast.AST) -> Scope:
    """The scope that a node makes, by itself: what is around it is not known to it."""
    return Scope((Step(node, ""),))


@lru_cache(maxsize=256)
def free_names(node: ast.AST) -> Free:
    """The names that a function, lambda, class or comprehension takes from the scopes around it.

    Names that can only be global are among them where nothing declares them global. What is
    evaluated outside the scope (defaults, decorators, bases, the first iterable) does not count.
    """
    scope = scope_of(node)
    used: set[str] = set()
    written = set(scope.declared_nonlocal)
    hidden: set[str] = set(scope.bindings) | scope.declared_global if not scope.is_class else set()
    for inner in scope.nodes:
        if isinstance(inner, ast.Name):
            used.add(inner.id)
        elif isinstance(inner, INNER):
            below = free_names(inner)
            used |= below.used - hidden if not scope.is_class else below.used
            written |= below.written - hidden
    used -= set(scope.bindings) | scope.declared_global
    if isinstance(node, COMPREHENSIONS):
        written |= walruses(node)
        used |= walruses(node)
    if scope.is_class:
        used |= _of_methods(scope)
    used |= scope.declared_nonlocal | _implicit(node, scope)
    return Free(frozenset(used), frozenset(written))


def _of_methods(scope: Scope) -> frozenset[str]:
    """What the functions in a class body use: the names of the class do not hide those around it."""
    found: set[str] = set()
    for inner in scope.nodes:
        if isinstance(inner, INNER):
            found |= free_names(inner).used
    return frozenset(found)


def _implicit(node: ast.AST, scope: Scope) -> frozenset[str]:
    """`__class__`, which `super()` uses unseen."""
    if not isinstance(node, (*FUNCTIONS, ast.Lambda)):
        return frozenset()
    calls = (inner for inner in scope.nodes if isinstance(inner, ast.Call) and not inner.args)
    return frozenset({"__class__"} if any(is_named(call.func, "super") for call in calls) else ())


def is_named(node: ast.AST, name: str) -> bool:
    """True for the bare name."""
    return isinstance(node, ast.Name) and node.id == name


def walruses(comprehension: ast.AST) -> frozenset[str]:
    """The names that assignment expressions in a comprehension bind in the function around it."""
    found: set[str] = set()
    for inner in scope_of(comprehension).nodes:
        if isinstance(inner, ast.NamedExpr):
            found.add(inner.target.id)
        elif isinstance(inner, COMPREHENSIONS):
            found |= walruses(inner)
    return frozenset(found)
