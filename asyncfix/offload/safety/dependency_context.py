"""What a dependency that yields sets for the request: in a thread of its own it would set that for nobody."""

from __future__ import annotations

from collections.abc import Iterator

from asyncfix.catalogue.context_managers import is_of_thread, sets_context
from asyncfix.catalogue.state_effects import StateEffect, effects_of
from asyncfix.effects.of_functions import loop_use
from asyncfix.effects.of_regions import called_functions
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites
from asyncfix.syntax.node_id import node_id


def sets_for_request(files: BlockingSites, coroutine: CoroutineSites) -> str:
    """The name of what a generator sets for its thread or its task while it has yielded; "" for nothing."""
    if not coroutine.function.is_generator:
        return ""
    return next((name for thing in _called(files, coroutine) if (name := _setting(thing))), "")


def _setting(thing: t.Type) -> str:
    """The name of what is called, where it sets something for its thread or its task."""
    if used := loop_use(thing):
        return used
    match thing:
        case t.LibraryName(name):
            pass
        case t.LibraryMethod(receiver, word):
            name = f"{receiver.type}.{word}"
        case _:
            return ""
    is_set = sets_context(name.rpartition(".")[2]) or is_of_thread(name)
    return name if is_set or StateEffect.THREAD_FOR_BLOCK in effects_of(name) else ""


def _called(files: BlockingSites, coroutine: CoroutineSites) -> Iterator[t.Type]:
    """What the coroutine and the functions of the project under it call."""
    project, events = files.index.project, coroutine.function.events
    yield from (one for event in events if event.kind is EventKind.CALL for one in files.in_order(event))
    for _, function in called_functions(files, events, {node_id(event.node) for event in events}):
        for one in files.index.blocking.reached(function):
            for use in project.uses(one):
                if use.kind is EventKind.CALL:
                    yield from sorted(project.resolve(use.value, one.path), key=str)
