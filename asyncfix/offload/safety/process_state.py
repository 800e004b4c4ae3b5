"""The state of the whole process that a coroutine changes, which other tasks see while a thread works for it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection

from asyncfix.binding.scopes import own_nodes
from asyncfix.catalogue.state_effects import ENVIRONMENT, StateEffect, effects_of
from asyncfix.effects.of_functions import process_use
from asyncfix.effects.table import Effect
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import dotted

_ENVIRONMENT = frozenset({"environ", ENVIRONMENT})


def process_change(files: BlockingSites, coroutine: CoroutineSites, inside: Collection[NodeId]) -> str:
    """The call of the coroutine that changes something for all threads; "" for none.

    `inside` are the ids of the nodes of a region; what a `with` block around it does is told elsewhere.
    """
    owners: Counter[str] = Counter()
    for event in coroutine.function.events:
        if event.kind is not EventKind.CALL:
            continue
        for thing in files.in_order(event):
            name = process_use(thing)
            if StateEffect.PROCESS_FOR_BLOCK in effects_of(name) and node_id(event.node) not in inside:
                continue
            if not name and isinstance(thing, t.ProjectFunction):
                name = files.index.blocking.needs(thing, Effect.PROCESS)
            if name:
                return name
            if isinstance(thing, t.LibraryName) and StateEffect.PROCESS_IF_TWICE in effects_of(thing.name):
                owners[thing.name.rpartition(".")[0]] += 1
                if owners[thing.name.rpartition(".")[0]] > 1:
                    return thing.name
    return ENVIRONMENT if _sets_environment(coroutine.node) else ""


def _sets_environment(function: ast.AsyncFunctionDef) -> bool:
    """True where a variable gets what may be another value each time, or is set more than once."""
    seen = set()
    for node in own_nodes(function):
        match node:
            case ast.Assign(targets=[ast.Subscript() as target], value=value):
                is_constant = isinstance(value, ast.Constant)
            case ast.Delete(targets=[ast.Subscript() as target]):
                is_constant = True
            case _:
                continue
        parts = dotted(target.value)
        if parts is None or parts[0].id + parts[1] not in _ENVIRONMENT:
            continue
        variable = ast.unparse(target.slice)
        if not is_constant or variable in seen:
            return True
        seen.add(variable)
    return False
