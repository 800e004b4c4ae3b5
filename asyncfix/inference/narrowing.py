"""The types that a test leaves to the names in it, where it holds and where it fails."""

from __future__ import annotations

import ast
from collections.abc import Callable

from asyncfix.inference.local_env import Env
from asyncfix.inference.symbolic import UNKNOWN, InstanceOf, Name, Narrowed, Symbolic, Union, deep, either

_OWN = frozenset({"cls", "self"})  # of which the class says all
Meaning = Callable[[ast.expr], Symbolic]


def narrowed(test: ast.expr, meaning: Meaning) -> tuple[Env, Env]:
    """The values of names where the test holds, and where it fails, as far as its `isinstance` tell."""
    held, failed = _said(test, meaning)
    if held or failed:
        anew = {one.target.id for one in ast.walk(test) if isinstance(one, ast.NamedExpr)}
        held = {name: value for name, value in held.items() if name not in anew}
        failed = {name: value for name, value in failed.items() if name not in anew}
    return held, failed


def _said(test: ast.expr, meaning: Meaning) -> tuple[Env, Env]:
    match test:
        case ast.Call(func=ast.Name(id="isinstance") as function, args=[ast.Name(id=name) as tested, kind]):
            kinds = tuple(InstanceOf(meaning(one)) for one in _classes(kind))
            if not kinds or name in _OWN or meaning(function) != Name("isinstance"):
                return {}, {}
            known = meaning(tested)
            others = _without(known, kinds)
            return {name: _with(known, kinds)}, {name: others} if others is not None else {}
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            held, failed = _said(operand, meaning)
            return failed, held
        case ast.BoolOp(op=ast.And(), values=values):
            return _all(values, meaning, 0), {}
        case ast.BoolOp(op=ast.Or(), values=values):
            return {}, _all(values, meaning, 1)
    return {}, {}


def _all(tests: list[ast.expr], meaning: Meaning, which: int) -> Env:
    """What all of the tests say together where they hold (0) or fail (1)."""
    return {name: value for test in tests for name, value in _said(test, meaning)[which].items()}


def _classes(node: ast.expr) -> list[ast.expr]:
    """The classes of the second argument of `isinstance`; none where they can't be told."""
    match node:
        case ast.Name() | ast.Attribute():
            return [node]
        case ast.Tuple(elts=items):
            found = [_classes(item) for item in items]
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            found = [_classes(left), _classes(right)]
        case _:
            return []
    return [one for classes in found for one in classes] if all(found) else []


def _with(value: Symbolic, kinds: tuple[InstanceOf, ...]) -> Symbolic:
    """The value, which is of one of these classes."""
    if value is UNKNOWN:
        return either(kinds)
    return value if value in kinds or deep(value) else Narrowed(value, kinds)


def _without(value: Symbolic, kinds: tuple[InstanceOf, ...]) -> Symbolic | None:
    """The value without what is of these classes; None where nothing would be left, or nothing is left out."""
    options = value.options if isinstance(value, Union) else (value,)
    left = [option for option in options if option not in kinds]
    return either(left) if left and len(left) < len(options) else None
