"""The `except` clauses around a place, and what their `try` bodies call."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from asyncfix.binding.execution_context import ExecutionContext, place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.catalogue.context_managers import suppresses
from asyncfix.dataflow.def_use import uses_of_name
from asyncfix.dataflow.value_facts import Clause, Use
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import DEFINITIONS, NodePath, Step, dotted
from asyncfix.syntax.tree import Tree


def clauses_around(tree: Tree, names: Names, path: NodePath, place: ExecutionContext) -> tuple[Clause, ...]:
    """The classes that `except` clauses name whose `try` bodies the end of the path is in, in the order of the text;
    those of `contextlib.suppress` are among them.

    The name of one that can't be told is "".
    """
    found: list[Clause] = []
    for index in range(len(path) - 2, len(place.path) - 1, -1):  # from the inside outwards
        node = path[index].node
        if isinstance(node, (ast.With, ast.AsyncWith)) and path[index + 1].field == "body":
            found.extend(_suppressed(tree, names, path[: index + 1], node))
            continue
        if not isinstance(node, (ast.Try, ast.TryStar)) or path[index + 1].field != "body":
            continue
        calls = tuple((tree.span(one), _name(one)) for statement in node.body for one in _calls(statement))
        body = Span(tree.span(node.body[0]).start, tree.span(node.body[-1]).end)
        for handler in node.handlers:
            uses: tuple[Use, ...] = ()
            if handler.name:
                uses = tuple(uses_of_name(tree, names, place.path, handler.name, frozenset({node_id(handler)})))
            in_tuple = isinstance(handler.type, ast.Tuple)
            for expression, name in _classes(names, path[: index + 1], handler):
                span = tree.span(expression)
                line = tree.source.position(span.start)[0]
                found.append(Clause(name, span, tree.text(expression), in_tuple, line, calls, body, uses))
        if any(map(_ends_here, node.handlers)):
            break
    return tuple(sorted(found, key=lambda clause: clause.span))


def _suppressed(tree: Tree, names: Names, path: NodePath, node: ast.With | ast.AsyncWith) -> Iterator[Clause]:
    """The classes that `contextlib.suppress` in a `with` statement names."""
    for item in node.items:
        call = item.context_expr
        if not isinstance(call, ast.Call):
            continue
        above = (*path, Step(item, "items"), Step(call, "context_expr"))
        if not suppresses(names.meaning((*above, Step(call.func, "func"))).certain):
            continue
        calls = tuple((tree.span(one), _name(one)) for statement in node.body for one in _calls(statement))
        body = Span(tree.span(node.body[0]).start, tree.span(node.body[-1]).end)
        for one in call.args:
            name = class_name(names, (*above, Step(one, "args"))) if dotted(one) is not None else ""
            span = tree.span(one)
            yield Clause(name, span, tree.text(one), True, tree.source.position(span.start)[0], calls, body)


def _ends_here(handler: ast.ExceptHandler) -> bool:
    """True for a clause that catches every exception and lets none of them on."""
    caught = handler.type
    if not (caught is None or (isinstance(caught, ast.Name) and caught.id in ("Exception", "BaseException"))):
        return False
    for node in ast.walk(ast.Module(handler.body, [])):
        if isinstance(node, ast.Raise):
            again = node.exc
            if again is None or (isinstance(again, ast.Name) and again.id == handler.name):
                return False
    return True


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, (*DEFINITIONS, ast.Lambda)):
            continue
        if isinstance(current, ast.Call):
            yield current
        stack.extend(ast.iter_child_nodes(current))


def _name(call: ast.Call) -> str:
    """What is called, as it is written."""
    parts = dotted(call.func)
    if parts is not None:
        return parts[0].id + parts[1]
    return f".{call.func.attr}" if isinstance(call.func, ast.Attribute) else ""


def _classes(names: Names, path: NodePath, handler: ast.ExceptHandler) -> Iterator[tuple[ast.expr, str]]:
    caught = handler.type
    for expression in caught.elts if isinstance(caught, ast.Tuple) else [caught]:
        if expression is None:
            continue
        if dotted(expression) is None:
            yield expression, ""
            continue
        yield expression, class_name(names, (*path, Step(handler, "handlers"), Step(expression, "type")))


def class_name(names: Names, path: NodePath) -> str:
    """The qualified name of a class; a builtin by itself, "" where it can't be told."""
    meaning = names.meaning(path)
    parts = dotted(path[-1].node)
    return parts[0].id + parts[1] if meaning.scope is None and parts is not None else meaning.certain


def classes_around_calls(tree: Tree, names: Names, place: ExecutionContext) -> Iterator[tuple[int, str]]:
    """Lines and classes of the `except` clauses elsewhere in the file whose `try` bodies call the place's function."""
    function = place.function
    if function is None or isinstance(function, ast.Lambda):
        return
    span = tree.span(function)
    for path in tree.paths(function.name):
        node = path[-1].node
        if not isinstance(node, (ast.Name, ast.Attribute)) or tree.span(node).start in range(span.start, span.end):
            continue
        for clause in clauses_around(tree, names, path, place_of(path)):
            yield clause.line, clause.name
