"""Values that do something when they go: they must not go sooner because a helper returns."""

from __future__ import annotations

import ast

from asyncfix.binding.qualified_names import Names
from asyncfix.catalogue.finalizers import acts_when_it_goes
from asyncfix.dataflow.region import Region
from asyncfix.syntax.node_path import Step, walk_paths


def owners_in(region: Region, names: Names) -> set[str]:
    """The names that the region gives to values which delete a file or a directory when they go."""
    found: set[str] = set()
    for root in region.roots:
        for path in walk_paths((*region.path[:-1], Step(root, region.path[-1].field))):
            node = path[-1].node
            if not isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) or not isinstance(node.value, ast.Call):
                continue
            called = names.meaning((*path, Step(node.value, "value"), Step(node.value.func, "func")))
            if any(map(acts_when_it_goes, called.targets)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found.update(target.id for target in targets if isinstance(target, ast.Name))
    return found
