"""The effects of a project's functions, by themselves or through others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum
from operator import itemgetter
from typing import NamedTuple

from asyncfix.catalogue import Catalogue, Row
from asyncfix.catalogue.event_loops import LOOP_METHODS, asks_for_loop, belongs_to_loop
from asyncfix.catalogue.harmless_words import is_harmless_word
from asyncfix.catalogue.state_effects import (
    OF_PROCESS,
    OF_THREAD,
    THREAD_LOCAL,
    StateEffect,
    effects_of,
    undoes,
    undone_by,
)
from asyncfix.effects.assumed_harmless import is_foreign
from asyncfix.effects.file_writes import may_write, writes_one_file
from asyncfix.effects.table import Effect
from asyncfix.effects.thread_affinity import is_thread_local, operands
from asyncfix.effects.waits import is_made_here, waiting_row
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import STOP_ITERATION, EventKind
from asyncfix.inference.module_summary import FunctionSummary, ValueUse
from asyncfix.inference.resolver import Project


def loop_use(thing: t.Type) -> str:
    """The name of what is called, where another thread must not do that: it belongs to the loop or to its thread."""
    name = _qualified(thing)
    return name if belongs_to_loop(name) or effects_of(name) & OF_THREAD else ""


def process_use(thing: t.Type) -> str:
    """The name of what is called, where it changes something for all threads; "" where it does not."""
    name = _qualified(thing)
    return name if effects_of(name) & OF_PROCESS else ""


def _qualified(thing: t.Type) -> str:
    if isinstance(thing, t.LibraryName):
        return thing.name
    return f"{thing.receiver.type}.{thing.name}" if isinstance(thing, t.LibraryMethod) else ""


def unknown_loop_method(value: v.Symbolic, found: Iterable[t.Type]) -> str:
    """The method of a loop that is called on something that is not known; "" for none."""
    if isinstance(value, v.Member) and value.name in LOOP_METHODS and all(one == t.UNKNOWN for one in found):
        return value.name
    return ""


_OF_TEXT = frozenset({Effect.ENDLESS, Effect.ERROR, Effect.STOP, Effect.OWN, Effect.WRITES, Effect.SHARED})
"""What the text of a function alone decides; what else it says is asked for where the rest is known."""


class Owner(Enum):
    """Whose method is called."""

    SELF = "self"
    MODULE = "module"  # an object that a module keeps


class _Called(NamedTuple):
    """What is known of the call of some things, whatever they are given."""

    needs: tuple[tuple[Effect, str], ...]
    is_unseen: bool  # one of them is not known
    may_write: bool  # a file
    rows: tuple[Row, ...]  # that may wait for ever
    functions: tuple[t.ProjectFunction, ...]  # of the project


Numbered = tuple[int, ValueUse]
"""A use of a function, and its number there."""
_FIRST = -1  # in the place of a number, for what the text of a function itself says
_Fact = tuple[int, Effect | Owner, str | t.ProjectFunction]


class Needs:
    """The needs of the functions that were looked at, each by itself."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._found: dict[Effect, dict[t.ProjectFunction, str]] = {effect: {} for effect in Effect}
        self._called: dict[frozenset[t.Type], _Called] = {}
        self._methods: dict[Owner, dict[t.ProjectFunction, list[t.ProjectFunction]]] = {
            owner: {} for owner in Owner
        }  # that are called
        self._waiting: dict[t.ProjectFunction, list[_Fact]] = {}  # what is known of functions that want a missing file

    def of(self, need: Effect, function: t.ProjectFunction) -> str:
        """The witness of the need that a function has by itself; "" for none."""
        found = self._found[need].get(function, "")
        if not found and need is Effect.SHARED:
            called = self._methods[Owner.MODULE].get(function, ())
            return next((one.name for one in called if self.changes_own(one, Effect.WRITES)), "")
        return found

    def any(self, need: Effect) -> bool:
        """True where some function may have the need."""
        return bool(self._found[need]) or need is Effect.SHARED

    def asks_for_thread(self, function: t.ProjectFunction) -> bool:
        """True for a function that asks which thread it runs in."""
        return StateEffect.IDENTITY in effects_of(self._found[Effect.LOCAL].get(function, ""))

    def changes_own(self, function: t.ProjectFunction, need: Effect) -> bool:
        """True for a method with OWN or WRITES, by itself or through other methods of its object."""
        own = self._found[need]
        waiting, seen = [function], {function}
        while waiting:
            one = waiting.pop()
            if one in own:
                return True
            new = [other for other in self._methods[Owner.SELF].get(one, ()) if other not in seen]
            seen.update(new)
            waiting.extend(new)
        return False

    def settle(self) -> None:
        """Forget what only helped to find out, when all is explored."""
        self._called.clear()

    def look_at(
        self, function: t.ProjectFunction, summary: FunctionSummary, uses: Sequence[Numbered], is_new: bool
    ) -> set[int]:
        """Note what a function that is no coroutine needs by itself.

        Returns the numbers of the uses that want a missing file: with those it is to be looked at again.
        """
        project = self._project
        wanting: set[int] = set()
        facts = list(_of_text(function, summary)) if is_new else self._waiting.pop(function, [])
        for number, use in uses:
            touches = project.touches
            new = [(number, *fact) for fact in self._of_use(use, function.path)]
            if touches == project.touches:
                facts += new
            else:
                wanting.add(number)
        touches = project.touches
        is_stopped = Effect.STOP_AT_FIRST in summary.needs and not self._is_given_something(function)
        if touches != project.touches:
            wanting.add(_FIRST)
        elif is_stopped:
            self._found[Effect.STOP][function] = Effect.STOP_AT_FIRST.value
        if wanting:
            self._waiting[function] = facts
        else:
            self._note(function, summary, facts)
        return wanting

    def _note(self, function: t.ProjectFunction, summary: FunctionSummary, facts: list[_Fact]) -> None:
        """Keep what was found: the first of each kind, in the order of the uses."""
        names = {found for _, _, found in facts if isinstance(found, str)}
        for _, what, found in sorted(facts, key=itemgetter(0)):
            if what is Effect.LOOP and _is_undone(str(found), names, summary):
                continue
            if what is Effect.LOOP and asks_for_loop(str(found)) and Effect.ASKS in summary.needs:
                what = Effect.ASKS
            if isinstance(what, Effect):
                self._found[what].setdefault(function, str(found))
            elif isinstance(found, t.ProjectFunction) and found not in self._methods[what].setdefault(function, []):
                self._methods[what][function].append(found)

    def _is_given_something(self, function: t.ProjectFunction) -> bool:
        """True where each `next(...)` of a function asks a new generator of the project that surely gives something."""
        for use in self._project.uses(function):
            if use.kind is not EventKind.CALL or use.value != v.Name("next") or len(use.given.positional) != 1:
                continue
            if not gives_something(self._project, use.given.positional[0], function.path):
                return False
        return True

    def _of_use(self, use: ValueUse, path: str) -> Iterator[tuple[Effect | Owner, str | t.ProjectFunction]]:
        if self._is_local(use, path):
            yield Effect.LOCAL, THREAD_LOCAL
        if use.kind is EventKind.RAISE and is_stop(self._project, use.value, path):
            yield Effect.STOP, Effect.STOP.value
        if use.kind is not EventKind.CALL:
            return
        word = _last_word(use.value)
        if word.lstrip("_").startswith("async_") and not use.awaited:
            yield Effect.NAMED, word
        found = self._project.resolve(use.value, path)
        if may_run_out(self._project, use.value, use.given, path, found):
            yield Effect.STOP, word
        known = self._called.get(found)
        if known is None:
            known = self._called[found] = _called(found, self._project.catalogue)
        if known.is_unseen and not is_harmless_word(word) and word != "__init__":
            yield Effect.UNSEEN, word or "a call"
        yield from known.needs
        for row in known.rows:
            if self._project.held(row.unless, use.given, path):
                continue
            if name := waiting_row(row, use.given, use.value):
                yield Effect.WAITS, name
            if row.takes and not is_made_here(use.value):
                yield Effect.TAKES, row.name
        if known.may_write and writes_one_file(self._project, use.value, use.given, path):
            yield Effect.FILE, "file"
        if known.is_unseen and (name := unknown_loop_method(use.value, found)):
            yield Effect.LOOP, name
        if known.functions and (owner := self._owner(use.value, path)) is not None:
            yield from ((owner, one) for one in known.functions)

    def _owner(self, called: v.Symbolic, path: str) -> Owner | None:
        """Whose method is called, if it is one of the function's own object or of one that a module keeps."""
        if is_of_module(self._project, called, path):
            return Owner.MODULE
        return Owner.SELF if isinstance(called, v.Member) and isinstance(called.of, v.InstanceOf) else None

    def _is_local(self, use: ValueUse, path: str) -> bool:
        """True where something is done to an object of `threading.local`, or where it is given to a call."""
        values = list(operands(use.kind, use.value, use.given))
        if use.kind in (EventKind.READ, EventKind.WRITE):
            values = [one for one in (v.owner_of(use.value), use.value) if one is not None]
        return any(
            is_thread_local(self._project, one, path)
            for one in values
            if isinstance(one, (v.Name, v.Member, v.ResultOf))
        )


def is_stop(project: Project, raised: v.Symbolic, path: str) -> bool:
    """True for StopIteration, a class that is made of it, or an object of one of these."""
    for thing in project.resolve(raised, path):
        match thing:
            case t.LibraryName(name) | t.LibraryInstance(name) if name.rpartition(".")[2] == STOP_ITERATION:
                return True
            case t.ProjectClass(where, name) | t.ProjectInstance(where, name):
                if STOP_ITERATION in (one for one in project.lineage(where, name) if isinstance(one, str)):
                    return True
    return False


def may_run_out(
    project: Project, called: v.Symbolic, given: v.CallArguments, path: str, found: frozenset[t.Type]
) -> bool:
    """True for a step of a generator or iterator that raises StopIteration at its end, by whatever name it is called.

    `next` by its own name is told by the text of the function, which knows what is caught around it.
    """
    if isinstance(called, v.Member) and called.name in ("send", "throw"):
        return any(isinstance(one, t.GeneratorOf) for one in project.resolve(called.of, path))
    is_alias = called != v.Name("next") and t.LibraryName("next") in found
    return is_alias and len(given.positional) == 1


def gives_something(project: Project, value: v.Symbolic, path: str) -> bool:
    """True for a call of a generator function of the project that surely yields. A method may be another one's."""
    if not isinstance(value, v.ResultOf):
        return False
    made = [
        project.function(thing) if isinstance(thing, t.ProjectFunction) else None
        for thing in project.resolve(value.of, path)
    ]
    return all(one is not None and one.is_generator and not one.owner and Effect.YIELDS in one.needs for one in made)


def _is_undone(name: str, names: Collection[str], summary: FunctionSummary) -> bool:
    """True for what a function does to the context and takes back, whatever happens."""
    is_pair = undone_by(name) in names or not undoes(name).isdisjoint(names)
    return is_pair and Effect.RESETS in summary.needs


def _of_text(function: t.ProjectFunction, summary: FunctionSummary) -> Iterator[_Fact]:
    """What the text of a function itself says."""
    if summary.unseen:
        yield _FIRST, Effect.UNSEEN, summary.unseen
    own = function.name.rpartition(".")[2]
    if own.lstrip("_").startswith("async_"):
        yield _FIRST, Effect.NAMED, own
    yield from ((_FIRST, effect, effect.value) for effect in summary.needs if effect in _OF_TEXT)


def _called(found: frozenset[t.Type], catalogue: Catalogue) -> _Called:
    return _Called(
        needs=tuple(sorted(_of_things(found), key=itemgetter(1))),
        is_unseen=not found or t.UNKNOWN in found or any(is_foreign(one, catalogue) for one in found),
        may_write=any(map(may_write, found)),
        rows=tuple(_waiting_rows(found, catalogue)),
        functions=tuple(t.functions(found)),
    )


def _waiting_rows(found: Iterable[t.Type], catalogue: Catalogue) -> Iterator[Row]:
    """The rows of what is called that may wait for ever, or take an item, in the same order in every run."""
    for thing in sorted(found, key=str):
        row = None
        if isinstance(thing, t.LibraryName):
            row = catalogue.row(thing.name)
        elif isinstance(thing, t.LibraryMethod):
            row = catalogue.member(thing.receiver.type, thing.name)
        if row is not None and row.blocks and (row.may_wait_for_ever or row.takes):
            yield row


def _of_things(found: Iterable[t.Type]) -> Iterator[tuple[Effect, str]]:
    """What calling any of these needs."""
    for thing in found:
        if name := loop_use(thing):
            yield Effect.LOOP, name
        if name := process_use(thing):
            yield Effect.PROCESS, name
        if StateEffect.IDENTITY in effects_of(name := _qualified(thing)):
            yield Effect.LOCAL, name


def _last_word(value: v.Symbolic) -> str:
    if isinstance(value, v.Member):
        return value.name
    return value.target.rpartition(".")[2] if isinstance(value, v.Name) else ""


def is_of_module(project: Project, called: v.Symbolic, path: str) -> bool:
    """True for a method of an object that a module of the project keeps."""
    if isinstance(called, v.Name) and "." in called.target.lstrip("."):
        of: v.Symbolic = v.Name(called.target.rpartition(".")[0])
    elif isinstance(called, v.Member) and isinstance(called.of, v.Name):
        of = called.of
    else:
        return False
    return any(isinstance(one, t.ProjectInstance) for one in project.resolve(of, path))
