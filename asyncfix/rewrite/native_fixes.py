"""The calls that fixes of several places at once make asynchronous, beside those that they are about."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from asyncfix.files.text_edits import Span
from asyncfix.fixes import Finding, Fix, Safety
from asyncfix.recipe import Skip
from asyncfix.rewrite.joint_fix import JointFix
from asyncfix.syntax.node_id import NO_NODE, NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, NodePath, walk_paths
from asyncfix.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """A finding, and what it takes to judge its imports."""

    finding: Finding
    reference: NodePath
    node: NodeId = NO_NODE  # of the call, where there is one
    imported: tuple[NodePath, ...] = ()  # references to other imports that its fixes may use up


class Natives:
    """The fixes, and the nodes of the file that they change or make asynchronous."""

    def __init__(self, tree: Tree, joints: Iterable[JointFix | Skip]) -> None:
        self._joints = list(dict.fromkeys(one for one in joints if isinstance(one, JointFix)))
        self._nodes: dict[NodeId, JointFix] = {}
        self.covered: dict[NodeId, JointFix] = {}  # calls that the fixes make asynchronous, by id
        for joint in self._joints:
            for edit in joint.fix.edits:
                self._nodes[node_id(tree.path(edit.span.start)[-1].node)] = joint
            for span in joint.covers:
                for path in paths_at(tree, span):
                    self._nodes[node_id(path[-1].node)] = self.covered[node_id(path[-1].node)] = joint

    def nodes(self) -> frozenset[NodeId]:
        """The nodes that other fixes must leave where they are, by id."""
        return frozenset(self._nodes)

    def doubtful(self, found: Iterable[LocatedFinding]) -> frozenset[NodeId]:
        """The nodes of fixes for review, which may not be made; `found` are the findings that they are about."""
        own = (one.node for one in found if one.finding.fixes and safe_way(one.finding) is None)
        changed = (node for node, joint in self._nodes.items() if joint.fix.safety is Safety.REVIEW)
        return frozenset([*changed, *own]) - {NO_NODE}

    def fix_at(self, node: NodeId) -> Fix | None:
        """The fix that makes a call asynchronous, by the id of its node."""
        joint = self.covered.get(node)
        return joint.fix if joint is not None else None


def paths_at(tree: Tree, span: Span) -> Iterator[NodePath]:
    """The paths to the expressions at exactly a place."""
    whole = tree.path(max(span.start, span.end - 1))
    found: dict[NodeId, NodePath] = {}
    for path in walk_paths(whole) if isinstance(whole[-1].node, FSTRINGS) else (whole,):
        for index in range(1, len(path)):
            if isinstance(path[index].node, ast.expr) and tree.span(path[index].node) == span:
                found.setdefault(node_id(path[index].node), path[: index + 1])
    yield from found.values()


def safe_way(finding: Finding) -> Fix | None:
    """The best fix of a finding that is safe."""
    return finding.safe_fix


def with_safe_ways(
    found: Sequence[LocatedFinding], natives: Natives, threads: Iterable[LocatedFinding]
) -> list[LocatedFinding]:
    """The findings; behind a native fix for review stands the safe way to a thread, where there is one.

    What a native fix for review makes asynchronous beside its own call blocks without it, so it is a finding as well,
    whatever a thread does about it.
    """
    ways = {one.node: one for one in threads}
    result = []
    for one in found:
        way = ways.pop(one.node, None)
        if way is not None and safe_way(way.finding) is not None:
            safe = tuple(fix for fix in way.finding.fixes if fix.safety is Safety.SAFE)
            imported = (*one.imported, *way.imported)
            one = replace(one, finding=replace(one.finding, fixes=(*one.finding.fixes, *safe)), imported=imported)
        result.append(one)
    for way in ways.values():
        fix = natives.fix_at(way.node)
        if fix is not None:
            fixes = (fix, *way.finding.fixes)
            result.append(replace(way, finding=replace(way.finding, recipe=fix.recipe, fixes=fixes, skip="")))
    return result
