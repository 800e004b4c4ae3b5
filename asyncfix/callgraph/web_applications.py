"""Web applications that a file makes, and where they end."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from asyncfix.binding.qualified_names import Names
from asyncfix.catalogue.web_frameworks import STARTING_WORDS, is_application
from asyncfix.dataflow.def_use import line_of
from asyncfix.dataflow.value_facts import Application, Line
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_path import FUNCTIONS, Step
from asyncfix.syntax.tree import Tree


def applications(tree: Tree, names: Names) -> Iterator[Application]:
    """The FastAPI and Starlette applications that statements of the module assign to a name."""
    if "FastAPI" not in tree.source.text and "Starlette" not in tree.source.text:
        return
    for statement in tree.module.body:
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or not isinstance(statement.value, ast.Call):
            continue
        call = statement.value
        path = (Step(tree.module, ""), Step(statement, "body"), Step(call, "value"), Step(call.func, "func"))
        if not is_application(names.meaning(path).certain) or any(word.arg is None for word in call.keywords):
            continue
        given = next((word.value for word in call.keywords if word.arg == "lifespan"), None)
        ends = [tree.span(one).end for one in (*call.args, *call.keywords)]
        top, blank = _top(tree, statement)
        yield Application(
            top=Span(top, top),
            blank=blank,
            follows=tree.source.text[top],
            statement=tree.span(statement),
            arguments_end=max(ends, default=0) or tree.span(call.func).end + 1,
            has_arguments=bool(ends),
            has_lifespan=given is not None,
            has_events=any(word in tree.source.text for word in STARTING_WORDS),
            ending=_ending(tree, given) if isinstance(given, ast.Name) else None,
            lifespan=_text(tree, given) if isinstance(given, ast.Name) else "",
        )


def _top(tree: Tree, statement: ast.stmt) -> tuple[int, int]:
    """Where something can be put before a statement and the comments above it, and how many blank lines are there."""
    source = tree.source
    line = source.position(tree.span(statement).start)[0]
    while line > 1 and source.text[source.line_span(line - 1).start :].startswith("#"):
        line -= 1
    top, blank = source.line_span(line).start, 0
    while line - blank > 1 and not source.text[source.line_span(line - blank - 1).start : top].strip():
        blank += 1
    return top, blank


def _text(tree: Tree, lifespan: ast.Name) -> str:
    found = (one for one in tree.module.body if isinstance(one, FUNCTIONS) and one.name == lifespan.id)
    return "".join(map(tree.text, found))


def _ending(tree: Tree, lifespan: ast.Name) -> Line | None:
    """The `yield` of the lifespan function, after which the application ends, where it is a plain statement of it."""
    for index, statement in enumerate(tree.module.body):
        if not isinstance(statement, FUNCTIONS) or statement.name != lifespan.id:
            continue
        path = (Step(tree.module, ""), Step(tree.module.body[index], "body"))
        yields = [one for one in statement.body if isinstance(one, ast.Expr) and isinstance(one.value, ast.Yield)]
        if isinstance(statement, ast.AsyncFunctionDef) and len(yields) == 1:
            return line_of(tree, (*path, Step(yields[0], "body")))
    return None
