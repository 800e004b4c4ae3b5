"""Which coroutines really suspend: other tasks can't run at the `await` of a coroutine that never does."""

from __future__ import annotations

from functools import cached_property

from asyncfix.catalogue.decorators import TRANSPARENT
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.inference.resolver import Project

_METHODS = {EventKind.ENTER: "__aenter__", EventKind.LEAVE: "__aexit__"}


class Suspension:
    """The coroutines of a project that never suspend, and who awaits them."""

    def __init__(self, project: Project) -> None:
        self._project = project

    def may_suspend(self, function: t.ProjectFunction) -> bool:
        """False for a coroutine that runs to its end at one go."""
        return function not in self._never

    def never(self, kind: EventKind, value: v.Symbolic, path: str) -> tuple[t.ProjectFunction, ...]:
        """The coroutines that awaiting the value runs, where it is surely these and none of them suspends."""
        found = self._run_by(kind, value, path)
        return found if found and all(one in self._never for one in found) else ()

    def callers(self, function: t.ProjectFunction) -> tuple[t.ProjectFunction, ...]:
        """The coroutines that await it."""
        return tuple(sorted(self._callers.get(function, ()), key=t.place))

    def below(self, function: t.ProjectFunction) -> set[t.ProjectFunction]:
        """The coroutines of the project that a coroutine awaits, and those that they await."""
        seen: set[t.ProjectFunction] = set()
        waiting = [function]
        while waiting:
            new = {one for each in self._awaits.get(waiting.pop(), ()) for one in each} - seen
            seen |= new
            waiting += new
        return seen

    def _run_by(self, kind: EventKind, value: v.Symbolic, path: str) -> tuple[t.ProjectFunction, ...]:
        """The coroutines that awaiting a value runs; nothing where that may be something else as well."""
        found: set[t.ProjectFunction] = set()
        things = self._project.resolve(value, path)
        for thing in things:
            one = self._coroutine(kind, thing)
            if one is None:
                return ()
            found.add(one)
        return tuple(sorted(found, key=t.place))

    def _coroutine(self, kind: EventKind, thing: t.Type) -> t.ProjectFunction | None:
        match thing:
            case t.ProjectFunction() if kind is EventKind.CALL:
                pass
            case t.ContextManagerOf(thing) if kind in _METHODS:
                pass
            case t.GeneratorOf(thing) if kind is EventKind.ITERATE:
                pass
            case t.ProjectInstance() if kind in _METHODS:
                found = self._project.attribute(thing, _METHODS[kind])
                if found is None or not isinstance(found[1], t.ProjectFunction):
                    return None
                thing = found[1]
            case _:
                return None
        summary = self._project.function(thing)
        return thing if summary is not None and summary.is_async and self._is_plain(thing) else None

    def _is_plain(self, function: t.ProjectFunction) -> bool:
        """False under a decorator that may do something else than to call it."""
        summary = self._project.function(function)
        names = self._project.decorators(summary, function.path) if summary is not None else frozenset()
        return summary is not None and (not summary.decorators or bool(names & TRANSPARENT))

    @cached_property
    def _awaits(self) -> dict[t.ProjectFunction, list[tuple[t.ProjectFunction, ...]]]:
        """What each coroutine awaits: nothing in a place means something else than coroutines of the project."""
        found: dict[t.ProjectFunction, list[tuple[t.ProjectFunction, ...]]] = {}
        for path, file in self._project.summaries.items():
            self._project.trim()
            for name, summary in file.functions.items():
                if summary.is_async:
                    function = t.ProjectFunction(path, name)
                    found[function] = [
                        self._run_by(use.kind, use.value, path) for use in self._project.uses(function) if use.awaited
                    ]
        return found

    @cached_property
    def _never(self) -> frozenset[t.ProjectFunction]:
        """The greatest set of coroutines that await nothing but each other."""
        never = {
            one
            for one, awaited in self._awaits.items()
            if all(awaited) and (summary := self._project.function(one)) and not summary.touches.suspends
        }
        while True:
            left = {one for one in never if all(never.issuperset(each) for each in self._awaits[one])}
            if len(left) == len(never):
                return frozenset(never)
            never = left

    @cached_property
    def _callers(self) -> dict[t.ProjectFunction, set[t.ProjectFunction]]:
        found: dict[t.ProjectFunction, set[t.ProjectFunction]] = {}
        for caller, awaited in self._awaits.items():
            for each in awaited:
                for one in each:
                    found.setdefault(one, set()).add(caller)
        return found
