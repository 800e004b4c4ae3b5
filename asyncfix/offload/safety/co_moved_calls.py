"""The other calls of a region, beside those that block: may they run in another thread?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asyncfix.catalogue.event_loops import is_bound_to_loop
from asyncfix.effects.assumed_harmless import is_foreign, is_quiet, written
from asyncfix.effects.of_functions import loop_use
from asyncfix.effects.of_regions import given_loop_use
from asyncfix.effects.table import Effect
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind, ValueEvent
from asyncfix.offload.candidates.blocking_sites import BlockingSites


@dataclass(frozen=True, slots=True)
class CoMovedCalls:
    """The findings among the other calls of a region."""

    loop: str = ""  # what belongs to the event loop, and so must stay; "" for nothing
    unseen: tuple[str, ...] = ()  # calls into which asyncfix can't see, as they are written


def company(files: BlockingSites, events: Iterable[ValueEvent]) -> CoMovedCalls:
    """The effects of the events that do not block."""
    unseen: dict[str, None] = {}
    for event in events:
        if event.kind is not EventKind.CALL:
            continue
        verdict = _judged(files, event)
        if verdict is None:
            unseen.setdefault(written(event.node))
        elif verdict:
            return CoMovedCalls(loop=verdict)
    return CoMovedCalls(unseen=tuple(unseen))


def _judged(files: BlockingSites, event: ValueEvent) -> str | None:
    """What of the loop a call uses; "" for nothing, None for unknown."""
    used = given_loop_use(files, event)
    if used:
        return used
    things = files.in_order(event)
    answers = [_of_thing(files, thing) for thing in things]
    bad = next((answer for answer in answers if answer), "")
    if bad:
        return bad
    if None in answers or not things:
        return "" if is_quiet(event.node) else None
    return ""


def _of_thing(files: BlockingSites, thing: t.Type) -> str | None:
    used = loop_use(thing)
    if used:
        return used
    match thing:
        case t.LibraryName() | t.LibraryMethod():
            name = thing.name if isinstance(thing, t.LibraryName) else f"{thing.receiver.type}.{thing.name}"
            if is_bound_to_loop(name):
                return name
            return None if is_foreign(thing, files.index.project.catalogue) else ""
        case t.ProjectFunction():
            summary = files.index.project.function(thing)
            if summary is None:
                return None
            return thing.name if summary.is_async else _of_function(files, thing)
        case t.ProjectClass(where, name):
            found = files.index.project.attribute(t.ProjectInstance(where, name), "__init__")
            if found and isinstance(found[1], t.ProjectFunction):
                return _of_function(files, found[1])
            return ""
        case t.LibraryInstance(kind):
            return "" if files.index.project.catalogue.member(kind, "__call__") is not None else None
        case t.PlainValue():
            return ""
    return None


def _of_function(files: BlockingSites, function: t.ProjectFunction) -> str | None:
    blocking = files.index.blocking
    return blocking.belongs_to_task(function) or (None if blocking.needs(function, Effect.UNSEEN) else "")
