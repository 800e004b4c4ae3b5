"""What a test says of the names in it, where it holds and where it fails."""

from __future__ import annotations

import ast
from collections.abc import Callable

from asyncfix.semantics.local_names import Env
from asyncfix.semantics.values import Either, Made, Value, either

Meaning = Callable[[ast.expr], Value]


def narrowed(test: ast.expr, meaning: Meaning) -> tuple[Env, Env]:
    """What names stand for where the test holds, and where it fails, as far as its `isinstance` tell."""
    match test:
        case ast.Call(func=ast.Name(id="isinstance"), args=[ast.Name(id=name) as tested, kind]):
            kinds = [Made(meaning(one)) for one in _classes(kind)]
            if not kinds:
                return {}, {}
            others = _without(meaning(tested), kinds)
            return {name: either(kinds)}, {name: others} if others is not None else {}
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            held, failed = narrowed(operand, meaning)
            return failed, held
        case ast.BoolOp(op=ast.And(), values=values):
            return _all(values, meaning, 0), {}
        case ast.BoolOp(op=ast.Or(), values=values):
            return {}, _all(values, meaning, 1)
    return {}, {}


def _all(tests: list[ast.expr], meaning: Meaning, which: int) -> Env:
    """What all of the tests say together where they hold (0) or fail (1)."""
    return {name: value for test in tests for name, value in narrowed(test, meaning)[which].items()}


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


def _without(value: Value, kinds: list[Made]) -> Value | None:
    """The value without what is of these classes; None where nothing would be left, or nothing is left out."""
    options = value.options if isinstance(value, Either) else (value,)
    left = [option for option in options if option not in kinds]
    return either(left) if left and len(left) < len(options) else None
