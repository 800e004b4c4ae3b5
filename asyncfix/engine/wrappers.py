"""Plain functions that only wrap calls that a recipe can make asynchronous, and that coroutines alone call.

Such a function can become a coroutine itself, with all its callers awaiting it. That is offered behind the way to a
thread, which changes less.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Sequence
from dataclasses import replace

from asyncfix.engine.natives import Placed
from asyncfix.engine.together import Joint
from asyncfix.fixes import Fix, Safety
from asyncfix.index import things as t
from asyncfix.index.build import Index
from asyncfix.recipe import Wrapper
from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import Path
from asyncfix.semantics.places import binds_tighter, place_of
from asyncfix.semantics.tree import Tree
from asyncfix.semantics.uses import mentions_of
from asyncfix.spans import Span


def wrapper_of(tree: Tree, names: Names, path: Path, index: Index, calls: Sequence[str]) -> Wrapper | None:
    """The function around the call at the end of the path, where it can become a coroutine; `calls` are those that it
    may make, by their qualified names."""
    place = place_of(path)
    function = place.function
    if not isinstance(function, ast.FunctionDef) or function.decorator_list or len(place.path) != 2:
        return None
    if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(function)):
        return None
    callers = _callers(tree, names, function)
    file = os.path.abspath(tree.source.path)
    if not callers or not _only_waits_for(index, t.Function(file, function.name), calls):
        return None
    if any(one.called or one.named or one.taken for one in index.mentions(function.name, file).values()):
        return None
    start = tree.span(function).start
    spans = tuple((tree.span(one[-1].node), binds_tighter(one)) for one in callers)
    return Wrapper(function.name, Span(start, start), spans)


def _callers(tree: Tree, names: Names, function: ast.FunctionDef) -> list[Path]:
    """The paths to the calls of the function; none where something else is done with it, or one can't be awaited."""
    found: list[Path] = []
    for mention in mentions_of(tree, function.name):
        node = mention[-1].node
        if isinstance(node, ast.Constant) and node.value == function.name:
            return []
        if not isinstance(node, ast.Name) or node.id != function.name:
            continue
        meaning = names.lookup(node.id, names.scopes(mention))
        if meaning.scope is None or not meaning.scope.is_module:
            continue
        place = place_of(mention)
        is_called = isinstance(mention[-2].node, ast.Call) and mention[-1].field == "func"
        if len(meaning.bindings) != 1 or not is_called or not place.on_loop or place.obstacle.value:
            return []
        if isinstance(mention[-3].node, ast.Await):
            return []
        found.append(mention[:-1])
    return found


def _only_waits_for(index: Index, function: t.Function, calls: Sequence[str]) -> bool:
    """True where nothing else in the function stops the loop."""
    summary = index.project.function(function)
    if summary is None:
        return False
    causes = [index.cause(use.kind, use.value, use.given, function.path) for use in summary.uses]
    rows = [cause for cause in causes if cause is not None]
    return bool(rows) and all(one.function is None and one.row.name in calls for one in rows)


def with_wrappers(found: Sequence[Placed], joints: Sequence[Joint], nodes: dict[int, Joint]) -> list[Placed]:
    """The findings; behind the fixes at a caller stands the one that makes the function a coroutine."""
    if not joints:
        return list(found)
    result = []
    for one in found:
        joint = nodes.get(one.node)
        if joint is not None and one.finding.fixes:
            fix: Fix = replace(joint.fix, safety=Safety.REVIEW)
            one = replace(one, finding=replace(one.finding, fixes=(*one.finding.fixes, fix)))
        result.append(one)
    return result
