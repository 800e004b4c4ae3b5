"""The names of a module that a function uses."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from asyncfix.binding.execution_context import ExecutionContext
from asyncfix.binding.qualified_names import Names
from asyncfix.catalogue.context_managers import suppresses
from asyncfix.dataflow.value_facts import Mention
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FUNCTIONS, NodePath, Step, dotted, walk_paths
from asyncfix.syntax.tree import Tree


def mentions_in(tree: Tree, names: Names, place: ExecutionContext, module: str) -> Iterator[Mention]:
    """Every dotted name in the place's function, its decorators included, that means something of the module."""
    if not isinstance(place.function, FUNCTIONS):
        return
    inner: set[NodeId] = set()
    for path in walk_paths(place.path):
        node = path[-1].node
        if not isinstance(node, (ast.Attribute, ast.Name)) or node_id(node) in inner:
            continue
        parts = dotted(node)
        if parts is None:
            continue
        inner.update(node_id(below) for below in ast.walk(node) if below is not node)
        name = names.meaning(path).certain
        if name.startswith(f"{module}."):
            span = tree.span(node)
            clause = any(isinstance(up.node, ast.ExceptHandler) and step.field == "type" for up, step in pairwise(path))
            clause = clause or _is_suppressed(names, path)
            yield Mention(name, span, tree.source.position(span.start)[0], _annotated(tree, path), clause)


def _is_suppressed(names: Names, path: NodePath) -> bool:
    """True for an argument of `contextlib.suppress` in a `with` statement."""
    call = path[-2].node
    if not isinstance(call, ast.Call) or path[-1].field != "args" or not isinstance(path[-3].node, ast.withitem):
        return False
    return suppresses(names.meaning((*path[:-1], Step(call.func, "func"))).certain)


def _annotated(tree: Tree, path: NodePath) -> Span | None:
    statement = path[-2].node
    if isinstance(statement, ast.AnnAssign) and path[-1].field == "annotation" and statement.value is not None:
        return tree.span(statement.value)
    return None
