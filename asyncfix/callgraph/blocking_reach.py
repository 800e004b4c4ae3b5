"""Which functions of a project stop an event loop, and through which calls."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from asyncfix.callgraph.call_targets import blocking_targets, may_stop
from asyncfix.callgraph.wrapper_functions import wrappers
from asyncfix.catalogue import Family, Row, Severity
from asyncfix.catalogue.waiting import waits_where_full
from asyncfix.effects.of_functions import Needs
from asyncfix.effects.rlocks import ReentrantLocks
from asyncfix.effects.table import Effect
from asyncfix.effects.thread_affinity import affine_type_of, operands
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.inference.module_summary import ValueUse
from asyncfix.inference.record import record_id
from asyncfix.inference.resolver import Project
from asyncfix.inference.symbolic import NOTHING_GIVEN, UNKNOWN, InstanceOf, Literal, Member, Name, Symbolic

_NO_FUNCTIONS: tuple[t.ProjectFunction, ...] = ()
_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)

"""What waits only where a queue has a maximum size and is full."""

Begin = Callable[[Collection[str]], None]
"""Is told which files will be asked for: it may read them meanwhile. It is told of the same ones again and again."""
_AHEAD = 64  # more files that are missing, before somebody is told


@dataclass(frozen=True, slots=True)
class CallEdge:
    """The first step of the way from a function to what blocks."""

    row: Row  # at the end of the way
    line: int  # in the function
    then: t.ProjectFunction | None = None  # the function called there; None where it is the row itself


def _is_followed(row: Row) -> bool:
    """False for what is no reason to move a helper to a thread.

    That is a lock that guards a few statements, a queue that is hardly ever full, and what raises an error
    where a loop runs (`asyncio.run`), so that code which comes there has seen to it.
    """
    return not row.is_lock and row.family is not Family.LOOP and not waits_where_full(row.name)


def _place(entry: tuple[t.ProjectFunction, object]) -> tuple[str, str]:
    """Where a function stands, so that among ways of one length the same is taken in every run."""
    return t.place(entry[0])


_OF_WRAPPERS = frozenset({Effect.LOOP, Effect.LOCAL, Effect.PROCESS, Effect.SHARED, Effect.FILE})
"""What the wrappers of a function need of the thread, the function needs, too."""


class _Found(NamedTuple):
    """What one use of a function leads to."""

    number: int  # of the use
    line: int
    handed: Sequence[t.ProjectFunction]  # functions that are given to others, or maybe called
    then: t.ProjectFunction | None  # what is called
    row: Row | None
    is_hit: bool  # there is something to say of the use itself


class Blocking:
    """The way from every function that was explored to what blocks in it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.links: dict[t.ProjectFunction, CallEdge] = {}
        self._callers: dict[t.ProjectFunction, dict[t.ProjectFunction, int]] = {}
        self._found: dict[t.ProjectFunction, list[_Found]] = {}
        self._needs = Needs(project)
        self._kept: dict[t.ProjectFunction, str] = {}  # the type of an object of one thread that it has from elsewhere
        self._calls: dict[t.ProjectFunction, list[t.ProjectFunction]] = {}
        self._handed: dict[
            t.ProjectFunction, list[t.ProjectFunction]
        ] = {}  # functions that are given to others, or maybe called
        self._wrapped: dict[t.ProjectFunction, list[t.ProjectFunction]] = {}  # what runs around it, by decorators
        self._stopping: dict[frozenset[t.Type], bool] = {}  # by what is called
        self._kept_values: dict[str, dict[int, str]] = {}  # by path and id: the bodies at hand hold the values
        self._locks = ReentrantLocks(project)
        self._hits: set[t.ProjectFunction] = set()  # functions with something to say of one of their own calls
        self._seen: set[t.ProjectFunction] = set()
        self._unsettled: dict[
            t.ProjectFunction, tuple[int, ...] | None
        ] = {}  # the uses that want a missing file; None: all

    def explore(self, roots: Iterable[t.ProjectFunction], begin: Begin) -> None:
        """Follow what the functions call. What could not be followed because a file is missing comes again.

        `begin` is told of missing files from time to time.
        """
        missing, told = self.project.missing, 0
        unsettled, self._unsettled = self._unsettled, {}
        waiting: dict[str, list[t.ProjectFunction]] = {}  # by file, so that its bodies are unpacked once
        for function in (*roots, *unsettled):
            waiting.setdefault(function.path, []).append(function)
            self._seen.discard(function)
        while waiting:
            path = next(iter(waiting))
            for function in waiting[path]:  # which grows meanwhile
                if function not in self._seen:
                    self._seen.add(function)
                    for other in self._follow(function, unsettled.get(function)):
                        waiting.setdefault(other.path, []).append(other)
            del waiting[path]
            if len(missing) >= told + _AHEAD:
                told = len(missing)
                begin(missing)
            for gone in self.project.trim():
                self._kept_values.pop(gone, None)

    def _follow(self, function: t.ProjectFunction, left: Sequence[int] | None) -> Iterator[t.ProjectFunction]:
        """The functions that a function calls, and those that it may call.

        `left` are the numbers of the uses in it that wanted a missing file the last time; None the first time.
        """
        project = self.project
        summary = project.function(function)
        if summary is None:
            project.own(function.name, function.path)  # asks for the file
            self._unsettled[function] = None
            return
        uses = [*enumerate(project.uses(function))]
        if left is not None:
            uses = [uses[number] for number in left if number < len(uses)]
        wanting: set[int] = set()
        held = self._locks.taken(function, summary)
        if held is not None:
            wanting = self._needs.look_at(function, summary, uses, is_new=left is None)
        if summary.decorators and (around := wrappers(project, summary, function.path)):
            self._wrapped[function] = around
            yield from around
        passed: set[int] = set()  # reads of what is no property so far
        for number, use in uses:
            if use.kind is EventKind.READ and getattr(use.value, "name", "") not in project.properties:
                passed.add(number)
                continue
            touches = project.touches
            handed = self._given(use, function.path) if use.given is not NOTHING_GIVEN else []
            found = None if use.awaited and summary.is_async else self._led_to(function, use, handed, held)
            yield from handed
            if found is not None and found[0] is not None:
                self._callers.setdefault(found[0], {}).setdefault(function, use.line)
                yield found[0]
            if touches != project.touches:
                wanting.add(number)
            elif number not in wanting and (handed or found is not None):
                then, row, is_hit = found or (None, None, False)
                self._found.setdefault(function, []).append(
                    _Found(number, use.line, handed or _NO_FUNCTIONS, then, row, is_hit)
                )
        if wanting:
            self._unsettled[function] = tuple(one for one, _ in uses if one in wanting or one in passed)

    def _led_to(
        self,
        function: t.ProjectFunction,
        use: ValueUse,
        handed: list[t.ProjectFunction],
        held: frozenset[Symbolic] | None,
    ) -> tuple[t.ProjectFunction | None, Row | None, bool] | None:
        """The function that a use surely calls, or the row, and whether there is something to say of the use itself.

        A function that it may call is added to those that are handed on. `held` are the locks that the function takes
        and gives back; None for a coroutine.
        """
        path, is_call = function.path, use.kind is EventKind.CALL
        found = self.project.callee(use.value, path) if is_call else None
        if held is not None and function not in self._kept and (kind := self._kept_by(use, path, held)):
            self._kept[function] = kind
        if use.awaited or (found is not None and not self._may_stop(found)):
            return None
        stop = blocking_targets(self.project, use.kind, use.value, use.given, path)
        if stop is None:
            return None
        handed.extend(stop.others)
        for other in stop.others if stop.certain else ():
            self._callers.setdefault(other, {}).setdefault(function, use.line)
        is_hit = stop.row is not None or not stop.certain
        if not stop.certain:
            if stop.function is not None:
                handed.append(stop.function)
            return None, None, is_hit
        return stop.function, stop.row if stop.row is not None and _is_followed(stop.row) else None, is_hit

    def _may_stop(self, found: frozenset[t.Type]) -> bool:
        """False where calling any of these stops no loop, whatever it is given."""
        known = self._stopping.get(found)
        if known is None:
            touches = self.project.touches
            known = any(may_stop(self.project, thing) for thing in found)
            if touches == self.project.touches:
                self._stopping[found] = known
        return known

    def _kept_by(self, use: ValueUse, path: str, held: frozenset[Symbolic]) -> str:
        """The type of an object of one thread, from `self` or a module, that something is done to or given to.

        Not the locks that the function itself takes and gives back, which are `held` by whatever thread it runs in.
        """
        if use.given is NOTHING_GIVEN and use.kind is EventKind.CALL and isinstance(use.value, Name):
            return ""
        answers = self._kept_values.setdefault(path, {})
        for value in operands(use.kind, use.value, use.given):
            if isinstance(value, Literal) or value is UNKNOWN or value in held:
                continue
            known = answers.get(record_id(value))
            if known is None:
                touches = self.project.touches
                known = affine_type_of(self.project, value, path)
                if touches == self.project.touches:
                    answers[record_id(value)] = known
            if known:
                return known
        return ""

    def _has_seen_to_it(self, row: Row, function: t.ProjectFunction) -> bool:
        """True for a function that asks which thread it runs in, and then waits for another one."""
        return row.family is Family.LOCK and self._needs.asks_for_thread(function)

    def _given(self, use: ValueUse, path: str) -> list[t.ProjectFunction]:
        """The functions of the project that a call is given, or whose manager: it may call them."""
        found: list[t.ProjectFunction] = []
        if use.given.positional and getattr(use.value, "name", "") == "enter_context":
            for thing in self.project.resolve(use.given.positional[0], path):
                ends = (self.project.managing(thing, word) for word in ("__enter__", "__exit__"))
                found += [one for one in ends if one is not None]
        for value in (*use.given.positional, *[word for _, word in use.given.keywords]):
            if type(value) is Name or (type(value) is Member and type(value.of) is InstanceOf):
                found += t.functions(self.project.resolve(value, path))
        return found

    def reached(self, function: t.ProjectFunction) -> list[t.ProjectFunction]:
        """The functions of the project that a function calls, itself first, and those that they call."""
        found = [function]
        seen = {function}
        for current in found:
            for other in self._calls.get(current, ()):
                if other not in seen:
                    seen.add(other)
                    found.append(other)
        return found

    def uses_loop(self, function: t.ProjectFunction) -> str:
        """The loop-bound name that a function uses, by itself or through others; "" for none that is known."""
        return self.needs(function, Effect.LOOP)

    def belongs_to_task(self, function: t.ProjectFunction) -> str:
        """The part of the calling task that a function uses or asks for; "" for none that is known.

        What only asks whether a loop runs does something else in a thread: it goes where it must, no further.
        """
        return self.uses_loop(function) or self.needs(function, Effect.ASKS)

    def needs(self, function: t.ProjectFunction, need: Effect) -> str:
        """The need of its thread that a function has, by itself or through others; "" for none."""
        if not self._needs.any(need):
            return ""
        return self._reached(function, lambda one: self._needs.of(need, one), is_wrapped=need in _OF_WRAPPERS)

    def changes_own(self, method: t.ProjectFunction, need: Effect) -> bool:
        """True for a method that writes to its object (WRITES), or reads and writes the same part of it (OWN)."""
        return self._needs.changes_own(method, need)

    def uses_kept(self, function: t.ProjectFunction) -> str:
        """The type of an object that only one thread may use, and that a function takes from `self` or a module."""
        return self._reached(function, lambda one: self._kept.get(one, "") or self._locks.waits(one), is_wrapped=True)

    def _reached(
        self, function: t.ProjectFunction, fact: Callable[[t.ProjectFunction], str], *, is_wrapped: bool
    ) -> str:
        """The first fact on the way from a function through those that it calls; "" where there is none.

        `is_wrapped`: also through what its decorators run around it.
        """
        seen = {function}
        waiting = [function]
        while waiting:
            current = waiting.pop()
            if found := fact(current):
                return found
            around = self._wrapped.get(current, ()) if is_wrapped else ()
            for other in (*self._calls.get(current, ()), *self._handed.get(current, ()), *around):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return ""

    def settle(self) -> None:
        """Find the shortest way from each function to what blocks longest in it, when all is explored."""
        self.links.clear()
        direct = {one: rows for one, found in self._found.items() if (rows := self._gather(one, found))}
        for severity in _ORDER:
            waiting: deque[t.ProjectFunction] = deque()
            for function, rows in sorted(direct.items(), key=_place):
                for row, line in rows:
                    if row.severity is severity and function not in self.links:
                        self.links[function] = CallEdge(row, line)
                        waiting.append(function)
            while waiting:
                function = waiting.popleft()
                for caller, line in sorted(self._callers.get(function, {}).items(), key=_place):
                    if caller not in self.links and self._passes_on(caller):
                        self.links[caller] = CallEdge(self.links[function].row, line, function)
                        waiting.append(caller)

        self._forget()

    def _gather(self, function: t.ProjectFunction, found: list[_Found]) -> list[tuple[Row, int]]:
        """The rows that a function calls, with their lines. What else it leads to is noted."""
        rows: list[tuple[Row, int]] = []
        for one in sorted(found, key=itemgetter(0)):
            if one.is_hit:
                self._hits.add(function)
            if one.handed:
                self._handed.setdefault(function, []).extend(one.handed)
            if one.then is not None:
                self._calls.setdefault(function, []).append(one.then)
            elif one.row is not None and not self._has_seen_to_it(one.row, function):
                rows.append((one.row, one.line))
        return rows

    def _forget(self) -> None:
        """Let go of what only helped to find out."""
        self._needs.settle()
        self._stopping.clear()
        self._kept_values.clear()
        self._callers.clear()
        self._found.clear()
        self._seen.clear()
        self.project.forget()

    def _passes_on(self, caller: t.ProjectFunction) -> bool:
        """True where calling the caller runs its body: a coroutine blocks by itself, and is a finding of its own."""
        summary = self.project.function(caller)
        return summary is not None and not summary.is_async

    def stopped(self) -> set[t.ProjectFunction]:
        """The explored functions that something may stop, by themselves or through what they call."""
        return self._hits | {one for one, called in self._calls.items() if any(other in self.links for other in called)}

    def chain(self, function: t.ProjectFunction) -> list[tuple[t.ProjectFunction, CallEdge]]:
        """The steps from a function to what blocks; empty where it does not."""
        found: list[tuple[t.ProjectFunction, CallEdge]] = []
        current: t.ProjectFunction | None = function
        while current is not None and current in self.links and len(found) < 50:
            link = self.links[current]
            found.append((current, link))
            current = link.then
        return found
