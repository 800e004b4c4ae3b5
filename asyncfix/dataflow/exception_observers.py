"""Who may see the exception that a place raises: what stands around it, up to the clause that takes it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass

from asyncfix.binding.execution_context import ExecutionContext
from asyncfix.binding.qualified_names import Names
from asyncfix.catalogue.context_managers import is_blind, reads_exception, suppresses
from asyncfix.dataflow.except_clauses import class_name
from asyncfix.syntax.node_path import TRIES, NodePath, Step, dotted
from asyncfix.syntax.tree import Tree

_EVERYTHING = frozenset({"BaseException", "Exception"})


@dataclass(frozen=True, slots=True)
class RaisedClasses:
    """The exceptions of a library, by the `except` clauses that are about them."""

    bases: frozenset[str]  # qualified names of classes of which all of them are
    exact: frozenset[str]  # of classes that another library has just so, and of those that are never raised
    readable: frozenset[str] = frozenset()  # what may be read of one of those: "response.status_code"
    is_read_elsewhere: bool = False  # functions of the project may read the exception that is handled


def observer_of(
    tree: Tree, names: Names, path: NodePath, place: ExecutionContext, raised: RaisedClasses
) -> tuple[int, str] | None:
    """The line and the text of the first thing around the end of the path that may see an exception raised there.

    The line is 0 where it leaves the function. None where a clause or `contextlib.suppress` takes every one of them and
    looks at none.
    """
    for index in range(len(path) - 2, len(place.path) - 1, -1):  # from the inside outwards
        node, field = path[index].node, path[index + 1].field
        if isinstance(node, (ast.With, ast.AsyncWith)) and field == "body":
            for item in reversed(node.items):
                answer = _manager(names, path[: index + 1], item, raised)
                if answer is None:
                    return _at(tree, item.context_expr)
                if answer:
                    return None
        elif isinstance(node, TRIES) and any(reads_exception(tree.text(one)) for one in node.finalbody):
            return tree.source.position(tree.span(node.finalbody[0]).start)[0], "finally"
        elif isinstance(node, TRIES) and field == "body":
            for handler in node.handlers:
                taken = _taken(names, path[: index + 1], handler, raised)
                if taken is None or isinstance(node, ast.TryStar) or not _is_blind(tree, handler, raised, taken):
                    return _at(tree, handler)
                if taken:
                    return None
    return 0, ""


def _at(tree: Tree, node: ast.expr | ast.ExceptHandler) -> tuple[int, str]:
    shown = node.type or node if isinstance(node, ast.ExceptHandler) else node
    text = "except" if isinstance(shown, ast.ExceptHandler) else " ".join(tree.text(shown).split())[:40]
    return tree.source.position(tree.span(node).start)[0], text


def _manager(names: Names, path: NodePath, item: ast.withitem, raised: RaisedClasses) -> bool | None:
    """True where a manager takes every exception, False where it sees none; None where it may look at them."""
    called = item.context_expr.func if isinstance(item.context_expr, ast.Call) else item.context_expr
    above = (*path, Step(item, "items"), Step(item.context_expr, "context_expr"))
    if dotted(called) is None:
        return None
    name = class_name(names, above if called is item.context_expr else (*above, Step(called, "func")))
    if suppresses(name) and isinstance(item.context_expr, ast.Call):
        given = item.context_expr.args
        found = [class_name(names, (*above, Step(one, "args"))) for one in given if dotted(one) is not None]
        return _kind(found, len(found) == len(given), raised)
    return False if is_blind(name) or name in raised.exact else None


def _taken(names: Names, path: NodePath, handler: ast.ExceptHandler, raised: RaisedClasses) -> bool | None:
    """True where a clause takes every exception, False where none that differs; None where that can't be told."""
    if handler.type is None:
        return True
    listed = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    above = (*path, Step(handler, "handlers"))
    found = [class_name(names, (*above, Step(one, "type"))) for one in listed if dotted(one) is not None]
    return _kind(found, len(found) == len(listed), raised)


def _kind(found: list[str], complete: bool, raised: RaisedClasses) -> bool | None:
    if any(name in raised.bases or name in _EVERYTHING for name in found):
        return True
    return False if complete and all(name in raised.exact for name in found) else None


def _is_blind(tree: Tree, handler: ast.ExceptHandler, raised: RaisedClasses, takes_all: bool) -> bool:
    """True where a clause does the same for any exception that it takes, and sends none of them on."""
    for node in _nodes(handler.body):
        if isinstance(node, ast.Raise):  # it sends the exception on, or another one whose context that is
            return False
        if isinstance(node, ast.Name) and node.id == handler.name:
            return False if takes_all else _reads_only(handler, raised)
        if raised.is_read_elsewhere and isinstance(node, ast.Call) and not _is_builtin(node.func):
            return False
    return not any(reads_exception(tree.text(statement)) for statement in handler.body)


def _is_builtin(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and hasattr(builtins, function.id)


def _reads_only(handler: ast.ExceptHandler, raised: RaisedClasses) -> bool:
    """True where of the exception only attributes are read that every library has."""
    named = sum(isinstance(node, ast.Name) and node.id == handler.name for node in _nodes(handler.body))
    known = 0
    for node in _nodes(handler.body):
        parts = dotted(node) if isinstance(node, ast.Attribute) else None
        if parts is not None and parts[0].id == handler.name and parts[1].lstrip(".") in raised.readable:
            known += 1
    return named == known


def _nodes(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of statements, with those of functions inside: they may read the exception, too."""
    for statement in body:
        yield from ast.walk(statement)
