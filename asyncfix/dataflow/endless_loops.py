"""Loops that nothing in them ends."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from asyncfix.catalogue.consumers import never_ends
from asyncfix.syntax.node_path import FUNCTIONS, children

_PAUSES = frozenset({"sleep", "wait"})
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def endless_loop(roots: Iterable[ast.AST]) -> ast.AST | None:
    """A loop at or below the statements that ends by an error alone, or when something outside changes; else None."""
    return next((loop for root in roots for loop in _loops(root) if _is_endless(loop)), None)


def _loops(node: ast.AST) -> Iterator[ast.While | ast.For]:
    if isinstance(node, (ast.While, ast.For)):
        yield node
    if not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
        for child in children(node):
            yield from _loops(child)


def _is_endless(loop: ast.While | ast.For) -> bool:
    if _leaves(loop.body):
        return False
    if isinstance(loop, ast.For):
        called = loop.iter.func if isinstance(loop.iter, ast.Call) else None
        word = getattr(called, "attr", "") or getattr(called, "id", "")
        return never_ends(word)
    if isinstance(loop.test, ast.Constant):
        return bool(loop.test.value)
    return _waits_for_others(loop)


def _waits_for_others(loop: ast.While) -> bool:
    """True for `while not done: sleep(1)`: nothing in the loop changes what it asks, and no clock is asked."""
    asked = {node.id for node in ast.walk(loop.test) if isinstance(node, ast.Name)}
    if any(isinstance(node, ast.Compare) and isinstance(node.ops[0], _ORDERS) for node in ast.walk(loop.test)):
        return False
    pauses = False
    for statement in loop.body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and node.id in asked and not isinstance(node.ctx, ast.Load):
                return False
            if isinstance(node, ast.Call):
                word = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
                pauses = pauses or word in _PAUSES
    return pauses


def _leaves(body: list[ast.stmt], *, inner: bool = False) -> bool:
    """True where a `break` of the loop or a `return` stands in it. `inner`: inside another loop."""
    for node in body:
        if isinstance(node, ast.Return) or (isinstance(node, ast.Break) and not inner):
            return True
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            continue
        is_loop = isinstance(node, (ast.For, ast.While, ast.AsyncFor))
        for field in ("body", "orelse", "finalbody"):
            below = getattr(node, field, None)
            if isinstance(below, list) and _leaves(below, inner=inner or (is_loop and field == "body")):
                return True
        for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
            if _leaves(part.body, inner=inner):
                return True
    return False
