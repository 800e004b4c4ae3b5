"""Findings about families of the catalogue, beside those that recipes for single functions have found."""

from __future__ import annotations

from collections.abc import Sequence

from asyncfix.callgraph.project_index import index_of
from asyncfix.offload.candidates.blocking_sites import BlockingSites, is_left
from asyncfix.recipe import Recipe
from asyncfix.rewrite.file_context import FileContext
from asyncfix.rewrite.native_fixes import LocatedFinding, Natives, with_safe_ways
from asyncfix.rewrite.recipe_answers import Joints
from asyncfix.syntax.node_id import NodeId, node_id


def with_offloaded(
    file: FileContext, found: list[LocatedFinding], joints: Joints, families: Sequence[Recipe]
) -> list[LocatedFinding]:
    """The findings with those of the recipes about families; these have a way out where another has none."""
    request = file.request
    index = request.index or index_of(file.tree.source, file.tree.module, request.catalogue)
    natives = Natives(file.tree, [joint for of_recipe in joints.values() for joint in of_recipe.values()])
    claimed = {one.node: bool(one.finding.fixes or one.finding.suppressed) for one in found if one.node}
    claimed.update(dict.fromkeys(natives.nodes(), True))
    makers = {name for recipe in request.recipes for name in recipe.keeps}
    found = [one for one in found if one.finding.fixes or one.finding.call not in makers or one.finding.suppressed]
    doubtful = natives.doubtful(found)
    sites = BlockingSites(file.tree, index)
    if not doubtful and not any(is_left(site, claimed) for one in sites.coroutines for site in one.sites):
        return found
    from asyncfix.rewrite.offloading import Offloading  # with all that moves code to threads behind it

    offloading = Offloading(sites, file.names, file.importer, families, request.offload)

    def planned(known: dict[NodeId, bool], only: frozenset[NodeId] | None = None) -> list[LocatedFinding]:
        placed = offloading.found(known, lambda path, recipe, call: file.comment(recipe, call, path), only)
        return [LocatedFinding(one.finding, one.path, node_id(one.path[-1].node), one.imported) for one in placed]

    offloaded = planned(claimed)
    better = {one.node for one in offloaded if one.finding.fixes}
    kept = [one for one in found if not one.node or claimed[one.node] or one.node not in better]
    known = {one.node for one in kept}
    kept += [one for one in offloaded if one.node not in known]
    if not doubtful:
        return kept
    rest = {**{node: True for node in claimed if node not in doubtful}, **{one.node: True for one in offloaded}}
    return with_safe_ways(kept, natives, planned(rest, doubtful))
