"""The stores of a region that are of no use once it is a function of its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

from asyncfix.binding.scopes import own_nodes
from asyncfix.dataflow.region import Region
from asyncfix.dataflow.region_interface import Flow, FlowAnalysis
from asyncfix.files.text_edits import Edit, Span
from asyncfix.syntax.node_path import below
from asyncfix.syntax.tree import Tree

_SPACE = re.compile(r"\s*")
_EQUALS = re.compile(r"[ \t\f]*=[ \t\f]*")


def direct_return(tree: Tree, region: Region, flow: Flow, analysis: FlowAnalysis) -> Edit | None:
    """The edit from `x = f()` at the very end of the region to `return f()`, where nothing else needs `x`.

    The end may be inside `with` blocks that pass every error on.
    """
    if len(flow.outputs) != 1 or flow.returns or region.is_expression or not flow.falls_through:
        return None
    name = flow.outputs[0]
    last = region.statements[-1]
    while isinstance(last, ast.With):
        last = last.body[-1]
    if name in flow.inputs or name in analysis.used_inside or not isinstance(last, ast.Assign):
        return None
    if len(last.targets) != 1 or not isinstance(last.targets[0], ast.Name) or last.targets[0].id != name:
        return None
    if sum(_stores(node, name) for root in region.roots for node in below(root)) != 1:
        return None
    equals = _EQUALS.match(tree.source.text, tree.span(last.targets[0]).end)
    return Edit(Span(tree.span(last).start, equals.end()), "return ") if equals else None


def dead_stores(tree: Tree, region: Region, flow: Flow, analysis: FlowAnalysis) -> list[Edit]:
    """Edits that take out `x = ""`, where `x` is of use to the function alone, which binds it anew after the region."""
    if region.is_expression:
        return []
    read = set(flow.dropped) & analysis.used_outside - analysis.used_inside
    stores = list(_plain_stores(tree, region, read))
    found: list[Edit] = []
    for name in read:
        own = [span for one, span in stores if one == name]
        if own and len(own) == sum(_stores(node, name) for root in region.roots for node in below(root)):
            found.extend(Edit(span, "") for span in own)
    return sorted(found, key=lambda edit: edit.span)


def _plain_stores(tree: Tree, region: Region, names: Collection[str]) -> Iterator[tuple[str, Span]]:
    """The statements that do nothing but bind one of the names to a constant, as whole lines."""
    body = ast.Module(body=region.statements, type_ignores=[])
    for parent in (body, *own_nodes(body)):
        for field in ("body", "orelse", "finalbody"):
            block = getattr(parent, field, None)
            if not isinstance(block, list) or not names:
                continue
            if len(block) > 1 or parent is body:
                yield from _of_block(tree, block, names)


def _of_block(tree: Tree, block: list[ast.stmt], names: Collection[str]) -> Iterator[tuple[str, Span]]:
    constants = [one for one in block if isinstance(one, ast.Assign) and isinstance(one.value, ast.Constant)]
    for node in constants if len(constants) < len(block) else []:
        target = node.targets[0]
        line = tree.source.line_span(node.lineno)
        alone = tree.source.text[line.start : line.end].strip() == tree.text(node)
        if len(node.targets) == 1 and isinstance(target, ast.Name) and target.id in names and alone:
            if node is block[-1]:
                yield target.id, line
                continue
            start = tree.span(node).start  # up to what follows: the region begins behind its indentation
            rest = _SPACE.match(tree.source.text, line.end)
            yield target.id, Span(start, rest.end() if rest else line.end)


def _stores(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == name and not isinstance(node.ctx, ast.Load)
    kinds = (ast.alias, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)
    if isinstance(node, kinds):
        said = (getattr(node, field, None) for field in ("asname", "name", "rest"))
        return name in said
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == name
