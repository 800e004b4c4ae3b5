"""Locks that are held at a new suspension, and state of the process that is changed there, by what they are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from asyncfix.catalogue.event_loops import is_of_loop_library
from asyncfix.catalogue.state_effects import OF_PROCESS, effects_of
from asyncfix.effects.interference import is_lock as is_named_lock
from asyncfix.effects.interference import is_lock_name
from asyncfix.effects.segments import Segment, Step
from asyncfix.effects.sharing import Sharing
from asyncfix.effects.table import Effect, sentence
from asyncfix.effects.thread_affinity import is_lock
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind, FunctionFacts, ValueEvent
from asyncfix.inference.resolver import Project
from asyncfix.syntax.node_id import NodeId, node_id

_WIDTH = 40


class HeldLocks:
    """Which managers and calls hold locks, by type, by name, or inside a function of the project."""

    def __init__(self, project: Project, sharing: Sharing) -> None:
        self._project, self._sharing = project, sharing

    def hazards(self, facts: FunctionFacts, path: str, segment: Segment) -> Iterator[str]:
        """Sentences about what is held where the segment is suspended."""
        events: dict[NodeId, list[ValueEvent]] = {}
        for event in facts.events:
            events.setdefault(node_id(event.node), []).append(event)
        own = {node_id(step.node) for step in segment.inside}
        items = {item: None for step in segment.inside for item in step.within if node_id(item) not in own}
        for item in items:
            entered = [one for one in events.get(node_id(item.context_expr), ()) if one.kind is EventKind.ENTER]
            shown = _text(item.context_expr)
            if is_named_lock(_container(item.context_expr)) or any(self._is_lock(one.value, path) for one in entered):
                yield sentence(Effect.LOCK_HELD, name=shown)
                continue
            functions = [one for event in entered for one in self._sharing.called(event.value, path)]
            if any(self._holds(one) for one in functions):
                yield sentence(Effect.LOCK_HELD, name=shown)
            if any(self._changes_process(one) for one in functions):
                yield sentence(Effect.PROCESS_AROUND, name=shown)
        yield from self._called_before(events, path, segment)

    def _called_before(self, events: dict[NodeId, list[ValueEvent]], path: str, segment: Segment) -> Iterator[str]:
        """What is taken or changed by a call before, and given back or asked for later."""
        managers = {node_id(step.node.context_expr) for step in segment.before if isinstance(step.node, ast.withitem)}
        for step in segment.before:
            call = step.node
            if node_id(call) in managers:
                continue
            for event in events.get(node_id(call), ()) if isinstance(call, ast.Call) else ():
                assert isinstance(call, ast.Call)
                if event.kind is not EventKind.CALL:
                    continue
                word = _last_word(event.value)
                if word == "enter_context" and any(self._is_lock(one, path) for one in event.given.positional):
                    yield sentence(Effect.LOCK_HELD, name=_text(call.args[0]))
                elif word == "acquire" and isinstance(event.value, v.Member) and self._is_lock(event.value.of, path):
                    if self._released(events, path, segment.after):
                        yield sentence(Effect.LOCK_HELD, name=_text(call.func).removesuffix(".acquire"))
                elif name := next(filter(None, map(self._process_name, self._project.resolve(event.value, path))), ""):
                    if segment.after:
                        yield sentence(Effect.PROCESS, name=name)
                elif any(self._leaves_locked(one) for one in self._sharing.called(event.value, path)):
                    yield sentence(Effect.LOCK_HELD, name=_text(call))

    def _released(self, events: dict[NodeId, list[ValueEvent]], path: str, after: tuple[Step, ...]) -> bool:
        found = (event for step in after for event in events.get(node_id(step.node), ()))
        return any(_last_word(event.value) == "release" for event in found)

    def _is_lock(self, value: v.Symbolic, path: str) -> bool:
        """True for a lock of a type that is known."""
        return any(
            isinstance(thing, t.LibraryInstance)
            and not is_of_loop_library(thing.type)
            and (is_lock(self._project, thing) or is_lock_name(thing.type, called=True))
            for thing in self._project.resolve(value, path)
        )

    def _is_lock_inside(self, value: v.Symbolic, path: str) -> bool:
        return self._is_lock(value, path) or is_lock_name(_last_word(value), called=False)

    def _holds(self, function: t.ProjectFunction) -> bool:
        """True for what takes a lock when it is entered."""
        for one, kind, value in self._sharing.uses_of(function):
            word = value.name if kind is EventKind.CALL and isinstance(value, v.Member) else ""
            if word == "acquire" and isinstance(value, v.Member) and self._is_lock_inside(value.of, one.path):
                return True
            if word == "enter_context" and self._enters_lock(one):
                return True
            summary = self._project.function(one)
            is_generator = summary is not None and summary.is_generator
            if kind is EventKind.ENTER and is_generator and self._is_lock_inside(value, one.path):
                return True
        return False

    def _enters_lock(self, function: t.ProjectFunction) -> bool:
        return any(
            _last_word(use.value) == "enter_context"
            and any(self._is_lock_inside(one, function.path) for one in use.given.positional)
            for use in self._project.uses(function)
        )

    def _leaves_locked(self, function: t.ProjectFunction) -> bool:
        """True for a function that takes a lock and does not give it back."""
        words = {
            value.name
            for one, kind, value in self._sharing.uses_of(function)
            if kind is EventKind.CALL
            and isinstance(value, v.Member)
            and value.name in ("acquire", "release")
            and self._is_lock_inside(value.of, one.path)
        }
        return words == {"acquire"}

    def _changes_process(self, function: t.ProjectFunction) -> bool:
        return any(
            kind is EventKind.CALL and any(map(self._process_name, self._project.resolve(value, one.path)))
            for one, kind, value in self._sharing.uses_of(function)
        )

    def _process_name(self, thing: t.Type) -> str:
        if isinstance(thing, t.LibraryName) and effects_of(thing.name) & OF_PROCESS:
            return thing.name
        return ""


def _container(node: ast.expr) -> ast.expr:
    """`locks` of `locks[key]`."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return node


def _last_word(value: v.Symbolic) -> str:
    if isinstance(value, v.Member):
        return value.name
    return value.target.rpartition(".")[2].lstrip(v.OWN) if isinstance(value, v.Name) else ""


def _text(node: ast.expr) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
