"""Whether a context manager may swallow an exception, so that the code after it runs all the same."""

from __future__ import annotations

import ast
import re

from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import Binds, own_nodes
from asyncfix.syntax.node_path import FUNCTIONS, NodePath, Step, dotted

_SAYS_SO = re.compile(
    r"suppress|swallow|ignor|raises|assert|catch|silen|stack|move_on|fail_after|tolerat|warns|quiet", re.IGNORECASE
)


def may_suppress(manager: ast.expr, names: Names, path: NodePath) -> bool:
    """True where the name of the manager says so, or its definition in this file does.

    `path` leads to any place inside the function that the `with` stands in.
    """
    called = manager.func if isinstance(manager, ast.Call) else manager
    parts = dotted(called)
    if parts is None:
        return False
    if _SAYS_SO.search((parts[0].id + parts[1]).rpartition(".")[2]):
        return True
    if parts[1]:
        return False
    meaning = names.lookup(parts[0].id, names.scopes(path))
    return any(_SAYS_SO.search(target) for target in meaning.targets) or any(
        binding.how is Binds.DEFINITION and _defined_to(binding.node) for binding in meaning.bindings
    )


def _defined_to(node: ast.AST) -> bool:
    if isinstance(node, ast.ClassDef):
        exits = [one for one in node.body if isinstance(one, FUNCTIONS) and one.name in ("__exit__", "__aexit__")]
        return any(_returns_something(one) for one in exits)
    return any(
        isinstance(inner, ast.Try) and _swallows(inner) and any(isinstance(one, ast.Yield) for one in _within(inner))
        for inner in own_nodes(node)
    )


def _swallows(node: ast.Try) -> bool:
    """True where some handler may come to its end, or leave by `return`; or where `finally` returns."""
    if any(isinstance(one, (ast.Return, ast.Break, ast.Continue)) for one in _nodes_of(node.finalbody)):
        return True
    return any(
        not isinstance(handler.body[-1], ast.Raise)
        or any(isinstance(one, (ast.Return, ast.Break, ast.Continue)) for one in _nodes_of(handler.body))
        for handler in node.handlers
    )


def _nodes_of(body: list[ast.stmt]) -> list[ast.AST]:
    return own_nodes(ast.Module(body=body, type_ignores=[]))


def _returns_something(function: ast.AST) -> bool:
    for node in own_nodes(function):
        if isinstance(node, ast.Return) and node.value is not None:
            constant = isinstance(node.value, ast.Constant) and not node.value.value
            if not constant:
                return True
    return False


def _within(node: ast.Try) -> list[ast.AST]:
    return [inner for statement in node.body for inner in ast.walk(statement)]


def place_in(function: NodePath) -> NodePath:
    """A path to the body of a function, for looking up what its names mean."""
    body = function[-1].node.body  # type: ignore[attr-defined]
    return (*function, Step(body[0], "body"))
