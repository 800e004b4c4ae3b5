"""What a function needs of the place that it is called from, as far as its own text can tell.

A function that reports "the error that was caught" finds none in another thread, and StopIteration
can't leave one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from asyncfix.semantics.paths import FUNCTIONS

ERROR = "error"
"""It reads the error that its caller has caught."""
STOP = "stop"
"""It may raise StopIteration."""

_READERS = frozenset({"exc_info", "format_exc", "print_exc"})
_SUSPECTS = _READERS | {"exception", "next"}
_CATCHES_STOP = frozenset({"BaseException", "Exception", "StopIteration"})
_TRIES = tuple(kind for name in ("Try", "TryStar") if (kind := getattr(ast, name, None)) is not None)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A call, and what is around it."""

    call: ast.Call
    handled: bool  # it stands in an `except` clause
    stopped: bool  # a StopIteration that it raises is caught


def needs_of(function: ast.AST, calls: Iterable[ast.expr], is_generator: bool) -> tuple[str, ...]:
    """ERROR and STOP, where they hold. `calls` are what the function calls."""
    if not isinstance(function, (ast.FunctionDef, ast.Lambda)) or not any(_is_suspect(call) for call in calls):
        return ()
    body = function.body if isinstance(function.body, list) else [function.body]
    calls_here = [one for node in body for one in calls_below(node)]
    found = [ERROR] if any(not one.handled and reads_caught_error(one.call) for one in calls_here) else []
    if not is_generator and any(not one.stopped and _may_stop(one.call) for one in calls_here):
        found.append(STOP)
    return tuple(found)


def _may_stop(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == "next" and len(call.args) == 1


def _is_suspect(call: ast.expr) -> bool:
    if not isinstance(call, ast.Call):
        return False
    return called_word(call) in _SUSPECTS or any(keyword.arg == "exc_info" for keyword in call.keywords)


def called_word(call: ast.Call) -> str:
    """The last word of what is called: `exc_info` of `sys.exc_info()`."""
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def reads_caught_error(call: ast.Call) -> bool:
    """True for what tells of the error that an `except` clause around it has caught."""
    word = called_word(call)
    if word in _READERS or (word == "exception" and isinstance(call.func, ast.Attribute) and bool(call.args)):
        return True
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "exc_info"), None)
    return given is not None and not (isinstance(given, ast.Constant) and not given.value)


def calls_below(node: ast.AST, handled: bool = False, stopped: bool = False) -> Iterator[Guarded]:
    """The calls at and below a node, without those of functions, lambdas and classes inside."""
    if isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)):
        return
    if isinstance(node, ast.ExceptHandler):
        handled = True
    elif isinstance(node, ast.Call):
        yield Guarded(node, handled, stopped)
    elif isinstance(node, _TRIES) and _catches_stop(node):
        for statement in node.body:
            yield from calls_below(statement, handled, True)
        for other in (*node.handlers, *node.orelse, *node.finalbody):
            yield from calls_below(other, handled, stopped)
        return
    for child in ast.iter_child_nodes(node):
        yield from calls_below(child, handled, stopped)


def _catches_stop(node: ast.Try) -> bool:
    for handler in node.handlers:
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if any(one is None or (isinstance(one, ast.Name) and one.id in _CATCHES_STOP) for one in caught):
            return True
    return False
