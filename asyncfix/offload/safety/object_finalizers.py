"""Names for objects of the project that do something when they go: a helper must not let them go sooner."""

from __future__ import annotations

import ast

from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import below


def finalised_names(files: BlockingSites, coroutine: CoroutineSites) -> frozenset[str]:
    """The names that a coroutine gives to new objects of classes with `__del__`."""
    made = {
        node_id(event.node)
        for event in coroutine.function.events
        if event.kind is EventKind.CALL and any(_is_finalised(files, thing) for thing in files.things(event))
    }
    found: set[str] = set()
    for node in below(coroutine.node) if made else ():
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and node_id(node.value) in made:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update(target.id for target in targets if isinstance(target, ast.Name))
    return frozenset(found)


def _is_finalised(files: BlockingSites, thing: t.Type) -> bool:
    if not isinstance(thing, t.ProjectClass):
        return False
    return files.index.project.attribute(t.ProjectInstance(thing.path, thing.name), "__del__") is not None
