"""Re-entrant locks: a thread that holds one gets it again, where another thread waits for ever."""

from __future__ import annotations

from asyncfix.catalogue.state_effects import REENTRANT_LOCK
from asyncfix.effects.thread_affinity import is_bound, is_lock
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.inference.module_summary import FunctionSummary
from asyncfix.inference.resolver import Project
from asyncfix.inference.symbolic import Member, Symbolic


class ReentrantLocks:
    """Which functions of a project take such a lock for a while, and which may keep one while others run."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._takers: set[t.ProjectFunction] = set()
        self._holders: set[t.ProjectFunction] = set()

    def taken(self, function: t.ProjectFunction, summary: FunctionSummary) -> frozenset[Symbolic] | None:
        """The locks that a function takes and gives back before it returns, in whatever thread. Notes who does.

        None for a coroutine.
        """
        self._takers.discard(function)
        self._holders.discard(function)
        uses = self._project.uses(function)
        entered = {use.value for use in uses if use.kind is EventKind.ENTER}
        acquired = {use.value.of for use in uses if isinstance(use.value, Member) and use.value.name == "acquire"}
        locks = frozenset(one for one in entered | acquired if self._is_one(one, function.path))
        if locks and (summary.is_async or summary.is_generator or not locks.isdisjoint(acquired)):
            self._holders.add(function)
            locks = frozenset()
        elif locks:
            self._takers.add(function)
        return None if summary.is_async else locks

    def waits(self, function: t.ProjectFunction) -> str:
        """The lock that a function takes which something that awaits may hold; "" for none."""
        return REENTRANT_LOCK if self._holders and function in self._takers else ""

    def _is_one(self, value: Symbolic, path: str) -> bool:
        things = self._project.resolve(value, path)
        return bool(things) and all(
            isinstance(thing, t.LibraryInstance) and is_bound(self._project, thing) and is_lock(self._project, thing)
            for thing in things
        )
