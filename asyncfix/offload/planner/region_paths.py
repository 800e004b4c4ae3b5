"""The paths to what a region consists of: the statements, or the smallest expressions that can move."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from asyncfix.binding.execution_context import place_of
from asyncfix.dataflow.region import Region
from asyncfix.inference.events import EventKind
from asyncfix.offload.candidates.blocking_sites import BlockingSite
from asyncfix.offload.planner.barriers import consumes, own
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, NodePath


def region_of_statements(statements: list[ast.stmt], sites: Sequence[BlockingSite]) -> Region:
    """The region of statements that follow each other, with sites in or beside them."""
    for site in sites:
        for index, step in enumerate(site.path):
            if step.node is statements[0]:
                return Region(site.path[: index + 1], len(statements))
    path = _path_beside(statements[0], sites[0].path)
    return Region(path, len(statements))


def _path_beside(statement: ast.stmt, path: NodePath) -> NodePath:
    """The path to a statement in the same list as one on the path."""
    for index in range(len(path) - 1, 0, -1):
        parent, step = path[index - 1].node, path[index]
        siblings = getattr(parent, step.field, None)
        if isinstance(siblings, list) and any(one is statement for one in siblings):
            return (*path[:index], type(step)(statement, step.field))
    raise ValueError("the statement does not stand beside the path")


def least(site: BlockingSite) -> NodePath:
    """The path to the smallest expression that has to move for a site.

    That is the outermost comprehension around it, what iterates a generator expression, and what iterates
    the value of the site.
    """
    path = site.path
    place = len(place_of(path).path)
    for index in range(place, len(path) - 1):
        if isinstance(path[index].node, COMPREHENSIONS):
            lazy = isinstance(path[index].node, ast.GeneratorExp) and consumes(path[index - 1].node)
            return path[: index if lazy else index + 1]
    if site.event.kind is EventKind.ITERATE:
        above = len(path) - 2
        while isinstance(path[above].node, (ast.Starred, ast.keyword)):
            above -= 1
        if isinstance(path[above].node, ast.expr):
            return path[: above + 1]
    return path


def is_left_lazy(site: BlockingSite) -> bool:
    """True for what a generator expression does that nothing around it consumes."""
    path = site.path
    for index in range(len(path) - 2, 0, -1):
        node, above = path[index].node, path[index - 1].node
        if isinstance(node, ast.GeneratorExp):
            is_iterated = isinstance(above, (ast.For, ast.comprehension)) and path[index].field == "iter"
            return not (is_iterated or consumes(above) or isinstance(above, ast.Starred))
    return False


def expressions_around(expression: ast.expr, sites: Sequence[BlockingSite]) -> list[ast.expr]:
    """The expressions that hold all the sites, the smallest first."""
    common = [step.node for step in least(sites[0])]
    for site in sites[1:]:
        nodes = {node_id(step.node) for step in least(site)}
        common = [node for node in common if node_id(node) in nodes]
    inside = {node_id(node) for node in own(expression)}
    found = [
        node
        for node in reversed(common)
        if isinstance(node, ast.expr)
        and node_id(node) in inside
        and not isinstance(node, (ast.Starred, ast.Slice, ast.GeneratorExp))
    ]
    return found or [expression]


def region_of_expression(node: ast.expr, sites: Sequence[BlockingSite]) -> Region:
    """The region of an expression around sites."""
    for site in sites:
        for index, step in enumerate(site.path):
            if step.node is node:
                return Region(site.path[: index + 1])
    return Region(sites[0].path)


def outermost(sites: Sequence[BlockingSite]) -> list[BlockingSite]:
    """The sites that stand inside no other one."""
    found = []
    for site in sites:
        above = {node_id(step.node) for step in site.path[:-1]}
        if not any(other is not site and node_id(other.node) in above for other in sites):
            found.append(site)
    return found
