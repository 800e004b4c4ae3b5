"""Coroutines that run beside others while they share an object that two threads must not use at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from asyncfix.catalogue import Threads
from asyncfix.catalogue.decorators import is_memoising
from asyncfix.catalogue.event_loops import STARTING_METHODS, starts_beside
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.inference.module_summary import FunctionSummary, ValueUse
from asyncfix.inference.resolver import Project

_DEPTH = 8
_GENERATOR = "generator"


@dataclass(frozen=True, slots=True)
class Shared:
    """The state that a coroutine shares with others that run at the same time."""

    given: bool = False  # what it was given
    own: bool = False  # what `self` or a module keeps


def shared_type(project: Project, value: v.Symbolic, path: str, depth: int = _DEPTH) -> tuple[str, bool]:
    """The type of an object that was made elsewhere and that only one thread at a time may use; "" for none.

    And whether it is kept on `self` or in a module; otherwise it was given.
    """
    if depth == 0:
        return "", False
    match value:
        case v.Union(options):
            known = (shared_type(project, option, path, depth - 1) for option in options)
            return next((one for one in known if one[0]), ("", False))
        case v.Entered(of) | v.Element(of) | v.Narrowed(of) | v.Awaited(of):
            return shared_type(project, of, path, depth - 1)
        case v.ResultOf(of):
            owner = v.owner_of(of)
            found = shared_type(project, owner, path, depth - 1) if owner is not None else ("", False)
            return found if found[0] else _given_by(project, of, path, depth)
        case v.Provided(of):
            found = _given_by(project, of, path, depth)
            return found if found[0] else (_one_at_a_time(project, value, path), False)
        case v.InstanceOf():
            return _one_at_a_time(project, value, path), False
        case v.Member() | v.Name():
            return _one_at_a_time(project, value, path), True
    return "", False


def _given_by(project: Project, called: v.Symbolic, path: str, depth: int) -> tuple[str, bool]:
    """What a function of the project gives of an object that is kept: `def get_session(): return _session`."""
    for thing in t.functions(project.resolve(called, path)):
        summary = project.function(thing)
        if summary is None:
            continue
        given = summary.yields if summary.is_generator else summary.returns
        kind, is_kept = shared_type(project, given, thing.path, depth - 1)
        if kind and is_kept:
            return kind, True
        if any(map(is_memoising, project.decorators(summary, thing.path))):
            return _one_at_a_time(project, given, thing.path), True
    return "", False


def gives_kept(project: Project, function: t.ProjectFunction) -> bool:
    """True for a function that gives an object which a module keeps, or the same one each time."""
    summary = project.function(function)
    if summary is None:
        return False
    if any(map(is_memoising, project.decorators(summary, function.path))):
        return True
    given = summary.yields if summary.is_generator else summary.returns
    options = given.options if isinstance(given, v.Union) else (given,)
    return any(isinstance(option, (v.Name, v.Member)) for option in options)


def _one_at_a_time(project: Project, value: v.Symbolic, path: str) -> str:
    """The type of an object that only one thread at a time may use; "" for others."""
    found = project.resolve(value, path)
    kinds = [one.type for one in t.instances(found) if project.catalogue.threads(one.type) is Threads.ONE]
    if any(isinstance(one, t.GeneratorOf) for one in found):
        kinds.append(_GENERATOR)
    return min(kinds, default="")


class Together:
    """Which coroutines of the project are started beside others, by `gather` and tasks."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: dict[t.ProjectFunction, Shared] = {}
        waiting: deque[t.ProjectFunction] = deque()
        for path, summary in project.summaries.items():
            project.trim()
            for name in summary.functions:
                uses = project.uses(t.ProjectFunction(path, name))
                if any(use.kind is EventKind.CALL and self._starts(use.value, path) for use in uses):
                    for use in uses:
                        if use.kind is EventKind.CALL and not use.awaited:
                            given = bool(use.given.positional or use.given.keywords or use.given.starred)
                            waiting.extend(self._noted(use, path, Shared(given, own=True)))
        while waiting:
            one = waiting.popleft()
            for use in project.uses(one):
                if use.kind is EventKind.CALL:
                    waiting.extend(self._noted(use, one.path, self._passed(use, one)))

    def shared(self, path: str, name: str) -> Shared:
        """The state that the coroutine shares with others."""
        return self._found.get(t.ProjectFunction(path, name), Shared())

    def _starts(self, value: v.Symbolic, path: str) -> bool:
        if isinstance(value, v.Member) and value.name in STARTING_METHODS:
            return True
        found = self._project.resolve(value, path)
        return any(isinstance(one, t.LibraryName) and starts_beside(one.name) for one in found)

    def _noted(self, use: ValueUse, path: str, shared: Shared) -> Iterator[t.ProjectFunction]:
        """The coroutines that a use calls, of which more is known now."""
        if not shared.given and not shared.own:
            return
        for thing in self._project.resolve(use.value, path):
            if isinstance(thing, t.ProjectFunction) and _is_coroutine(self._project.function(thing)):
                old = self._found.get(thing, Shared())
                new = Shared(old.given or shared.given, old.own or shared.own)
                if new != old:
                    self._found[thing] = new
                    yield thing

    def _arguments(self, use: ValueUse) -> list[v.Symbolic]:
        return [*use.given.positional, *(value for _, value in use.given.keywords)]

    def _passed(self, use: ValueUse, caller: t.ProjectFunction) -> Shared:
        """What of that which a caller shares it hands on to what it calls."""
        has = self._found.get(caller, Shared())
        given = False
        for value in self._arguments(use):
            kind, is_kept = shared_type(self._project, value, caller.path)
            given = given or (bool(kind) and (has.own if is_kept else has.given))
        return Shared(
            given, has.own and isinstance(use.value, v.Member) and isinstance(use.value.of, v.InstanceOf | v.Member)
        )


def _is_coroutine(summary: FunctionSummary | None) -> bool:
    return summary is not None and summary.is_async
