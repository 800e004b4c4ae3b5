"""Whether a region uses a connection that other tasks use as well."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from asyncfix.callgraph.shared_connections import Keeper, Kept, kept_connection
from asyncfix.effects.interference import is_lock
from asyncfix.effects.of_functions import is_of_module
from asyncfix.effects.of_regions import called_functions, is_kept_outside, shared_by_all
from asyncfix.effects.table import Effect, sentence
from asyncfix.effects.thread_affinity import operands
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import NodePath, below


def hazard(files: BlockingSites, coroutine: CoroutineSites, roots: Iterable[ast.AST], path: NodePath) -> str:
    """A sentence on the transaction of a connection that the region shares; "" where it shares none.

    `path` leads to the region. An `asyncio.Lock` around it keeps the others away.
    """
    if any(isinstance(step.node, ast.AsyncWith) and _locks(step.node) for step in path[len(coroutine.path) : -1]):
        return ""
    inside = {node_id(node) for root in roots for node in below(root)}
    if shared_by_all(files, (event for event in coroutine.function.events if node_id(event.node) in inside)):
        return ""
    for kind, _ in _shared(files, coroutine, inside):
        return sentence(Effect.TRANSACTION, kind=kind)
    return ""


def _locks(node: ast.AsyncWith) -> bool:
    return any(is_lock(item.context_expr) for item in node.items)


def _shared(files: BlockingSites, coroutine: CoroutineSites, inside: set[NodeId]) -> Iterator[Kept]:
    project = files.index.project
    for event in coroutine.function.events:
        if node_id(event.node) in inside:
            for value in operands(event.kind, event.value, event.given):
                found = kept_connection(project, value, files.file)
                if found is not None:
                    yield found
    for event, function in called_functions(files, coroutine.function.events, inside):
        outlives = is_kept_outside(event.value) or is_of_module(project, event.value, files.file)
        for kept in files.index.transactions.of(function):
            if kept[1] is Keeper.MODULE or outlives:
                yield kept
