"""Imports inside a function: a helper that needs what they bind has them, too."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from asyncfix.binding.scopes import Binds, Scope
from asyncfix.dataflow.region import Region
from asyncfix.dataflow.region_interface import FlowAnalysis
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import FSTRINGS, NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree

Import = ast.Import | ast.ImportFrom


@dataclass(frozen=True, slots=True)
class LocalImports:
    """By name: the import statement that binds it, for names that nothing else in the function binds."""

    statements: dict[str, Import]
    tree: Tree

    def lines(self, names: Collection[str]) -> list[str]:
        """Statements that bind those of the names that come from an import, in the order of the function's own."""
        nodes = {node_id(node): node for name in names if (node := self.statements.get(name)) is not None}
        return [self._statement(node, names) for node in sorted(nodes.values(), key=lambda one: one.lineno)]

    def _statement(self, node: Import, names: Collection[str]) -> str:
        wanted = [alias for alias in node.names if _bound(node, alias) in names]
        if len(wanted) == len(node.names) and node.lineno == node.end_lineno:
            return self.tree.text(node) + self._comment(node)
        listed = ", ".join(f"{one.name} as {one.asname}" if one.asname else one.name for one in wanted)
        if isinstance(node, ast.Import):
            return f"import {listed}"
        return f"from {'.' * node.level}{node.module or ''} import {listed}"

    def _comment(self, node: Import) -> str:
        source, end = self.tree.source, self.tree.span(node).end
        rest = source.text[end : source.line_span(node.lineno).end].rstrip()
        return rest if rest.lstrip().startswith("#") else ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """Names that only the annotations of variables in a region use, which are never evaluated."""

    imported: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()  # those that the function has bound otherwise


@dataclass(slots=True)
class Moving:
    """References that go to the helper together with its own import of the name."""

    spans: list[Span] = field(default_factory=list)
    paths: list[NodePath] = field(default_factory=list)  # one for each name


def local_imports(tree: Tree, scope: Scope, function: NodePath, region: Region, anywhere: bool) -> LocalImports:
    """The imports of a function that can be made in another one instead.

    An import whose failing is handled, or that a `with` is around, stays where it is: what it binds is
    handed over, unless `anywhere` says that this can't be done.
    """
    found: dict[str, Import] = {}
    around = {(node_id(step.node), below.field) for step, below in pairwise(region.path)}
    for name, bindings in scope.bindings.items():
        nodes = [one.node for one in bindings if isinstance(one.node, (ast.Import, ast.ImportFrom))]
        same = len({(one.how, one.target) for one in bindings}) == 1 and bindings[0].how is Binds.IMPORT
        if not same or len(nodes) != len(bindings) or not scope.binds(name):
            continue
        if anywhere or all(_may_move(node, function, around) for node in nodes):
            found[name] = nodes[0]
    return LocalImports(found, tree)


def annotated(region: Region, imports: LocalImports, analysis: FlowAnalysis) -> Annotated:
    """The names that the annotations of variables need, beside those that the code reads."""
    names: dict[str, None] = {}
    for path in _own(region):
        node = path[-1].node
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.update((one.id, None) for one in ast.walk(node.annotation) if isinstance(one, ast.Name))
    left = [name for name in names if name not in analysis.names]
    parameters = {one.name for step in region.function_path for one in getattr(step.node, "type_params", ())}
    return Annotated(
        tuple(name for name in left if name in imports.statements),
        tuple(
            name
            for name in left
            if name not in imports.statements and (name in parameters or analysis.is_local_and_bound(name))
        ),
    )


def moving(tree: Tree, region: Region, names: Collection[str]) -> Moving:
    """The references of the region to names that the helper imports itself."""
    found = Moving()
    seen: set[str] = set()
    for path in _own(region):
        node = path[-1].node
        if isinstance(node, FSTRINGS):
            tree.place_fstring(node)
        if isinstance(node, ast.Name) and node.id in names:
            found.spans.append(tree.span(node))
            if node.id not in seen:
                seen.add(node.id)
                found.paths.append(path)
    return found


def _may_move(node: Import, function: NodePath, around: Collection[tuple[int, str]]) -> bool:
    """True where no `try` or `with` is around the import that is not around the region as well."""
    path = next(path for path in walk_paths(function) if path[-1].node is node)
    guards = (ast.Try, ast.TryStar, ast.With, ast.AsyncWith)
    return all(
        not isinstance(step.node, guards) or (node_id(step.node), below.field) in around
        for step, below in pairwise(path[len(function) :])
    )


def _own(region: Region) -> Iterator[NodePath]:
    """Paths to all nodes of the region."""
    for root in region.roots:
        yield from walk_paths((*region.path[:-1], Step(root, region.path[-1].field)))


def _bound(node: Import, alias: ast.alias) -> str:
    return alias.asname or (alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name)
