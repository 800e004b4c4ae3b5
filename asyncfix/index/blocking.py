"""Which functions of a project stop an event loop, and through which calls."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from asyncfix.catalogue import Family, Row, Severity
from asyncfix.index import things as t
from asyncfix.index.needs import Need, Needs
from asyncfix.index.owned import kept, touched
from asyncfix.index.project import Project
from asyncfix.index.summary import Use
from asyncfix.semantics.events import FACTORIES, Kind
from asyncfix.semantics.values import NOTHING_GIVEN, UNKNOWN, Given, Literal, Made, Member, Name, Parts, Value

_NOTHING: frozenset[t.Thing] = frozenset()
_ORDER = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_FULL = frozenset({"queue.Queue.put", "multiprocessing.queues.Queue.put"})
"""What waits only where a queue has a maximum size and is full."""

Begin = Callable[[Collection[str]], None]
"""Is told which files will be asked for: it may read them meanwhile. It is told of the same ones again and again."""
_AHEAD = 64  # more files that are missing, before somebody is told


@dataclass(frozen=True, slots=True)
class Stop:
    """Why one use of a value stops the loop."""

    row: Row | None = None  # of the catalogue
    function: t.Function | None = None  # of the project
    certain: bool = True  # False where the value may be something else as well
    receiver: t.Instance | None = None  # whose method it is


@dataclass(frozen=True, slots=True)
class Link:
    """The first step of the way from a function to what blocks."""

    row: Row  # at the end of the way
    line: int  # in the function
    then: t.Function | None = None  # the function called there; None where it is the row itself


def stops(project: Project, kind: Kind, value: Value, given: Given, path: str) -> Stop | None:
    """What stops the loop where a value is used so; None where nothing is known to."""
    if kind is Kind.READ and isinstance(value, Member):
        return _of_property(project, project.resolve(value.of, path), value.name)
    found = project.callee(value, path) if kind is Kind.CALL else project.resolve(value, path)
    answers = [_stop(project, kind, thing, given, path) for thing in found]
    known = [one for one in answers if one is not None]
    if not known:
        return None
    best = min(known, key=lambda one: (one.row is None, one.row.name if one.row else str(one.function)))
    certain = len(known) == len(found) and t.OTHER not in found
    return best if certain else Stop(best.row, best.function, False, best.receiver)


def _stop(project: Project, kind: Kind, thing: t.Thing, given: Given, path: str) -> Stop | None:
    match kind:
        case Kind.CALL:
            return _of_call(project, thing, given, path)
        case Kind.ENTER | Kind.LEAVE:
            return _of_with(project, thing, "__enter__" if kind is Kind.ENTER else "__exit__")
        case Kind.ITERATE:
            return _of_iteration(project, thing)
    return None


def _of_property(project: Project, owners: frozenset[t.Thing], name: str) -> Stop | None:
    """What reading an attribute runs: a property of the project, or one that the catalogue knows."""
    found: list[Stop] = []
    for owner in owners:
        if isinstance(owner, t.Instance):
            row = project.catalogue.attribute(owner.type, name)
            if row is not None and row.blocks:
                found.append(Stop(row, receiver=owner))
        elif isinstance(owner, t.Object):
            what = project.attribute(owner, name)
            function = what[1] if what is not None else None
            summary = project.function(function) if isinstance(function, t.Function) else None
            if summary is not None and isinstance(function, t.Function) and project.is_property(summary, function.path):
                found.append(Stop(function=function))
    return found[0] if found and len(found) == len(owners) else None


def _of_call(project: Project, thing: t.Thing, given: Given, path: str) -> Stop | None:
    match thing:
        case t.External() | t.Method():
            row = project.row(thing)
            if row is None or not row.blocks or row.attribute or project.held(row.unless, given, path):
                return None
            return Stop(row, receiver=thing.receiver if isinstance(thing, t.Method) else None)
        case t.Function():
            return _function(project, thing)
        case t.Class(where, name):
            made = t.Object(where, name)
            for word in ("__init__", "__new__", "__post_init__"):
                stop = _method(project, made, word)
                if stop is not None:
                    return stop
            return _of_fields(project, made)
        case t.Object():
            return _method(project, thing, "__call__")
        case t.Instance():
            return _of_call(project, t.Method(thing, "__call__"), given, path)
        case t.Wrapped(inner):
            found = [_of_call(project, one, Given(starred=True), path) for one in inner]
            return found[0] if len(found) == 1 else None
    return None


def _of_with(project: Project, thing: t.Thing, word: str) -> Stop | None:
    match thing:
        case t.Instance(kind):
            row = project.catalogue.member(kind, word)
            return Stop(row, receiver=thing) if row is not None and row.blocks else None
        case t.Object():
            return _method(project, thing, word)
        case t.Manager(function):
            return Stop(function=function) if word == "__enter__" else None
        case t.Wrapped(inner) if word == "__exit__":
            found = [
                _of_call(project, t.Method(one, "close"), Given(), "") for one in inner if isinstance(one, t.Instance)
            ]
            return found[0] if found else None
    return None


def _of_iteration(project: Project, thing: t.Thing) -> Stop | None:
    match thing:
        case t.Generator(function):
            return Stop(function=function)
        case t.Instance(kind, _, steps):
            if steps:
                return Stop(project.catalogue.row(steps), receiver=thing)
            for word in ("__iter__", "__next__"):
                row = project.catalogue.member(kind, word)
                if row is not None and row.blocks:
                    return Stop(row, receiver=thing)
        case t.Object():
            return _method(project, thing, "__iter__") or _method(project, thing, "__next__")
        case t.External(name):
            row = project.catalogue.row(name)
            if row is not None and row.attribute and row.returns:
                return _of_iteration(project, t.Instance(row.returns))
        case t.Lazy(inner, _, calls):
            called = [_of_call(project, one, Given(starred=True), "") for one in sorted(calls, key=repr)]
            if called and all(called):
                return called[0]
            found = (_of_iteration(project, one) for one in sorted(inner, key=repr))
            return next((stop for stop in found if stop is not None), None)
    return None


def _of_fields(project: Project, made: t.Object) -> Stop | None:
    """What the functions do that make the values of the fields of a dataclass or a model."""
    found = None if project.attribute(made, "__init__") else project.attribute(made, FACTORIES)
    if found is None or not isinstance(found[1], Parts):
        return None
    for value in found[1].items:
        answers = [_of_call(project, one, NOTHING_GIVEN, found[0]) for one in project.resolve(value, found[0])]
        if answers and all(answers):
            return answers[0]
    return None


def _method(project: Project, thing: t.Object, word: str) -> Stop | None:
    found = project.attribute(thing, word)
    if found is None:
        return None
    if isinstance(found[1], t.Function):
        return _function(project, found[1])
    if isinstance(found[1], t.Method):
        row = project.row(found[1])
        return Stop(row, receiver=found[1].receiver) if row is not None and row.blocks else None
    return None


def _function(project: Project, thing: t.Function) -> Stop | None:
    """A call of a function of the project: it runs the body at once unless it is a coroutine or generator."""
    summary = project.function(thing)
    if summary is None:
        return None
    return None if summary.is_async or summary.is_generator else Stop(function=thing)


def _is_followed(row: Row) -> bool:
    """False for what is no reason to move a helper to a thread.

    That is a lock that guards a few statements, a queue that is hardly ever full, and what raises an error
    where a loop runs (`asyncio.run`), so that code which comes there has seen to it.
    """
    return not row.is_lock and row.family is not Family.LOOP and row.name not in _FULL


def _place(entry: tuple[t.Function, object]) -> tuple[str, str]:
    """Where a function stands, so that among ways of one length the same is taken in every run."""
    return entry[0].path, entry[0].name


def _may_stop(project: Project, thing: t.Thing) -> bool:
    """False where calling a thing stops no loop, whatever it is given."""
    match thing:
        case t.External() | t.Method():
            row = project.row(thing)
            return row is not None and row.blocks and not row.attribute
        case t.Instance():
            return _may_stop(project, t.Method(thing, "__call__"))
        case t.Wrapped():
            return True
    return _of_call(project, thing, NOTHING_GIVEN, "") is not None


class Blocking:
    """The way from every function that was explored to what blocks in it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.links: dict[t.Function, Link] = {}
        self._callers: dict[t.Function, dict[t.Function, int]] = {}
        self._direct: dict[t.Function, list[tuple[Row, int]]] = {}
        self._needs = Needs(project)
        self._kept: dict[t.Function, str] = {}  # the type of an object of one thread that it has from elsewhere
        self._calls: dict[t.Function, list[t.Function]] = {}
        self._handed: dict[t.Function, list[t.Function]] = {}  # functions that are given to others, or maybe called
        self._stopping: dict[frozenset[t.Thing], bool] = {}  # by what is called
        self._kept_values: dict[str, dict[int, str]] = {}  # by path and id: the summaries at hand hold the values
        self._hits: set[t.Function] = set()  # functions with something to say of one of their own calls
        self._seen: set[t.Function] = set()
        self._unsettled: set[t.Function] = set()

    def explore(self, roots: Iterable[t.Function], begin: Begin) -> None:
        """Follow what the functions call. What could not be followed because a file is missing comes again.

        `begin` is told of missing files from time to time.
        """
        missing, told = self.project.missing, 0
        waiting: dict[str, list[t.Function]] = {}  # by file, of which all is at hand then
        for function in (*roots, *self._unsettled):
            waiting.setdefault(function.path, []).append(function)
            self._seen.discard(function)
        self._unsettled.clear()
        while waiting:
            path = next(iter(waiting))
            for function in waiting[path]:  # which grows meanwhile
                if function not in self._seen:
                    self._seen.add(function)
                    touches = self.project.touches
                    for other in self._follow(function):
                        waiting.setdefault(other.path, []).append(other)
                    if self.project.touches != touches:
                        self._unsettled.add(function)
            del waiting[path]
            if len(missing) >= told + _AHEAD:
                told = len(missing)
                begin(missing)
            for gone in self.project.trim():
                self._kept_values.pop(gone, None)

    def _follow(self, function: t.Function) -> Iterator[t.Function]:
        summary = self.project.function(function)
        if summary is None:
            self.project.own(function.name, function.path)  # asks for the file
            return
        direct: list[tuple[Row, int]] = []
        called = self._calls[function] = []
        self._hits.discard(function)
        properties, path = self.project.properties, function.path
        handed = self._handed[function] = []
        if not summary.is_async:
            self._needs.look_at(function, summary)
        for use in self.project.uses(function):
            is_call = use.kind is Kind.CALL
            if is_call and use.given is not NOTHING_GIVEN:
                for other in self._given(use, path):
                    handed.append(other)
                    yield other
            if not is_call and use.kind is Kind.READ and getattr(use.value, "name", "") not in properties:
                continue
            if use.awaited and summary.is_async:
                continue
            found = self.project.callee(use.value, path) if is_call else _NOTHING
            if not summary.is_async and function not in self._kept and (kind := self._kept_by(use, path)):
                self._kept[function] = kind
            if use.awaited or (is_call and not self._may_stop(found)):
                continue
            stop = self._stop(use, path)
            if stop is None:
                continue
            if stop.row is not None or not stop.certain:
                self._hits.add(function)
            if not stop.certain:
                if stop.function is not None:
                    handed.append(stop.function)
                    yield stop.function
                continue
            if stop.row is not None and _is_followed(stop.row) and not self._has_seen_to_it(stop.row, function):
                direct.append((stop.row, use.line))
            elif stop.function is not None:
                self._callers.setdefault(stop.function, {}).setdefault(function, use.line)
                called.append(stop.function)
                yield stop.function
        self._direct[function] = direct

    def _may_stop(self, found: frozenset[t.Thing]) -> bool:
        """False where calling any of these stops no loop, whatever it is given."""
        known = self._stopping.get(found)
        if known is None:
            touches = self.project.touches
            known = any(_may_stop(self.project, thing) for thing in found)
            if touches == self.project.touches:
                self._stopping[found] = known
        return known

    def _kept_by(self, use: Use, path: str) -> str:
        """The type of an object of one thread, from `self` or a module, that something is done to or given to."""
        if use.given is NOTHING_GIVEN and use.kind is Kind.CALL and isinstance(use.value, Name):
            return ""
        answers = self._kept_values.setdefault(path, {})
        for value in touched(use.kind, use.value, use.given):
            if isinstance(value, Literal) or value is UNKNOWN:
                continue
            known = answers.get(id(value))
            if known is None:
                touches = self.project.touches
                known = kept(self.project, value, path)
                if touches == self.project.touches:
                    answers[id(value)] = known
            if known:
                return known
        return ""

    def _has_seen_to_it(self, row: Row, function: t.Function) -> bool:
        """True for a function that asks which thread it runs in, and then waits for another one."""
        return row.family is Family.LOCK and self._needs.asks_for_thread(function)

    def _given(self, use: Use, path: str) -> Iterator[t.Function]:
        """The functions of the project that a call is given: it may call them."""
        for value in (*use.given.positional, *(word for _, word in use.given.keywords)):
            if isinstance(value, Name) or (isinstance(value, Member) and isinstance(value.of, Made)):
                for thing in self.project.resolve(value, path):
                    if isinstance(thing, t.Function):
                        yield thing

    def reached(self, function: t.Function) -> list[t.Function]:
        """The functions of the project that a function calls, itself first, and those that they call."""
        found = [function]
        seen = {function}
        for current in found:
            for other in self._calls.get(current, ()):
                if other not in seen:
                    seen.add(other)
                    found.append(other)
        return found

    def uses_loop(self, function: t.Function) -> str:
        """What of an event loop's world a function uses, by itself or through others; "" for nothing that is known."""
        return self.needs(function, Need.LOOP)

    def needs(self, function: t.Function, need: Need) -> str:
        """What of the thread that it is called in a function needs, by itself or through others; "" for nothing."""
        if not self._needs.any(need):
            return ""
        return self._reached(function, lambda one: self._needs.of(need, one))

    def changes_own(self, method: t.Function, need: Need) -> bool:
        """True for a method that writes to its object (WRITES), or reads and writes the same part of it (OWN)."""
        return self._needs.changes_own(method, need)

    def uses_kept(self, function: t.Function) -> str:
        """The type of an object that only one thread may use, and that a function takes from `self` or a module."""
        return self._reached(function, lambda one: self._kept.get(one, ""))

    def _reached(self, function: t.Function, fact: Callable[[t.Function], str]) -> str:
        """The first fact on the way from a function through those that it calls; "" where there is none."""
        seen = {function}
        waiting = [function]
        while waiting:
            current = waiting.pop()
            if found := fact(current):
                return found
            for other in (*self._calls.get(current, ()), *self._handed.get(current, ())):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return ""

    def _stop(self, use: Use, path: str) -> Stop | None:
        return stops(self.project, use.kind, use.value, use.given, path)

    def settle(self) -> None:
        """Find the shortest way from each function to what blocks longest in it, when all is explored."""
        self.links.clear()
        for severity in _ORDER:
            waiting: deque[t.Function] = deque()
            for function, rows in sorted(self._direct.items(), key=_place):
                for row, line in rows:
                    if row.severity is severity and function not in self.links:
                        self.links[function] = Link(row, line)
                        waiting.append(function)
            while waiting:
                function = waiting.popleft()
                for caller, line in sorted(self._callers.get(function, {}).items(), key=_place):
                    if caller not in self.links and self._passes_on(caller):
                        self.links[caller] = Link(self.links[function].row, line, function)
                        waiting.append(caller)

        self._forget()

    def _forget(self) -> None:
        """Let go of what only helped to find out."""
        self._needs.settle()
        self._stopping.clear()
        self._kept_values.clear()
        self._callers.clear()
        self._direct.clear()
        self._seen.clear()
        self.project.forget()

    def _passes_on(self, caller: t.Function) -> bool:
        """True where calling the caller runs its body: a coroutine blocks by itself, and is a finding of its own."""
        summary = self.project.function(caller)
        return summary is not None and not summary.is_async

    def stopped(self) -> set[t.Function]:
        """The explored functions that something may stop, by themselves or through what they call."""
        return self._hits | {one for one, called in self._calls.items() if any(other in self.links for other in called)}

    def chain(self, function: t.Function) -> list[tuple[t.Function, Link]]:
        """The steps from a function to what blocks; empty where it does not."""
        found: list[tuple[t.Function, Link]] = []
        current: t.Function | None = function
        while current is not None and current in self.links and len(found) < 50:
            link = self.links[current]
            found.append((current, link))
            current = link.then
        return found
