"""The functions of a project that stop an event loop where a value is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from asyncfix.catalogue import Row
from asyncfix.inference import types as t
from asyncfix.inference.events import FACTORIES, EventKind
from asyncfix.inference.resolver import Project
from asyncfix.inference.symbolic import NOTHING_GIVEN, CallArguments, Member, Parts, Symbolic


@dataclass(frozen=True, slots=True)
class CallTarget:
    """The cause for which one use of a value stops the loop."""

    row: Row | None = None  # of the catalogue
    function: t.ProjectFunction | None = None  # of the project
    certain: bool = True  # False where the value may be something else as well
    receiver: t.LibraryInstance | None = None  # whose method it is
    others: tuple[t.ProjectFunction, ...] = ()  # of the project, which may be called there instead


def blocking_targets(
    project: Project, kind: EventKind, value: Symbolic, given: CallArguments, path: str
) -> CallTarget | None:
    """The causes for which a use of a value stops the loop; None where none is known."""
    if kind is EventKind.READ and isinstance(value, Member):
        return _of_property(project, project.resolve(value.of, path), value.name)
    found = project.callee(value, path) if kind is EventKind.CALL else project.resolve(value, path)
    answers = [_stop(project, kind, thing, given, path) for thing in found]
    known = [one for one in answers if one is not None]
    if not known:
        return None
    return _together(known, len(known) == len(found) and t.UNKNOWN not in found)


def _together(found: Sequence[CallTarget], certain: bool) -> CallTarget:
    """The best of them, with the functions of the others."""
    best = _best(found)
    functions = {one.function for one in found if one.function is not None} - {best.function}
    if certain and not functions:
        return best
    others = tuple(sorted((one for one in functions if one is not None), key=str))
    return CallTarget(best.row, best.function, certain, best.receiver, others)


def _best(found: Sequence[CallTarget]) -> CallTarget:
    """The one that is told of, where there are several: the same one in every run."""
    return found[0] if len(found) == 1 else min(found, key=_rank)


def _rank(stop: CallTarget) -> tuple[bool, str]:
    return stop.row is None, stop.row.name if stop.row is not None else str(stop.function)


def _stop(project: Project, kind: EventKind, thing: t.Type, given: CallArguments, path: str) -> CallTarget | None:
    match kind:
        case EventKind.CALL:
            return _of_call(project, thing, given, path)
        case EventKind.ENTER | EventKind.LEAVE:
            return _of_with(project, thing, "__enter__" if kind is EventKind.ENTER else "__exit__")
        case EventKind.ITERATE:
            return _of_iteration(project, thing)
    return None


def _of_property(project: Project, owners: frozenset[t.Type], name: str) -> CallTarget | None:
    """What reading an attribute runs: a property of the project, or one that the catalogue knows."""
    found: list[CallTarget] = []
    for owner in owners:
        if isinstance(owner, t.LibraryInstance):
            row = project.catalogue.attribute(owner.type, name)
            if row is not None and row.blocks:
                found.append(CallTarget(row, receiver=owner))
        elif isinstance(owner, t.ProjectInstance):
            what = project.attribute(owner, name)
            function = what[1] if what is not None else None
            summary = project.function(function) if isinstance(function, t.ProjectFunction) else None
            if (
                summary is None
                or not isinstance(function, t.ProjectFunction)
                or summary.is_async
                or summary.is_generator
            ):
                continue  # reading one of those runs nothing yet
            if project.is_property(summary, function.path):
                found.append(CallTarget(function=function))
    return _together(found, len(found) == len(owners)) if found else None


def _of_call(project: Project, thing: t.Type, given: CallArguments, path: str) -> CallTarget | None:
    match thing:
        case t.LibraryName() | t.LibraryMethod():
            row = project.row(thing)
            if row is None or not row.blocks or row.attribute or project.held(row.unless, given, path):
                return None
            return CallTarget(row, receiver=thing.receiver if isinstance(thing, t.LibraryMethod) else None)
        case t.ProjectFunction():
            return _function(project, thing)
        case t.ProjectClass(where, name):
            made = t.ProjectInstance(where, name)
            for word in ("__init__", "__new__", "__post_init__"):
                stop = _method(project, made, word)
                if stop is not None:
                    return stop
            return _of_fields(project, made)
        case t.ProjectInstance():
            return _method(project, thing, "__call__")
        case t.LibraryInstance():
            return _of_call(project, t.LibraryMethod(thing, "__call__"), given, path)
        case t.StandsFor(inner):
            found = [_of_call(project, one, CallArguments(starred=True), path) for one in inner]
            return found[0] if len(found) == 1 else None
    return None


def _of_with(project: Project, thing: t.Type, word: str) -> CallTarget | None:
    match thing:
        case t.LibraryInstance(kind):
            row = project.catalogue.member(kind, word)
            return CallTarget(row, receiver=thing) if row is not None and row.blocks else None
        case t.ProjectInstance():
            return _method(project, thing, word)
        case t.ContextManagerOf(function):
            return CallTarget(function=function) if word == "__enter__" else None
        case t.StandsFor(inner) if word == "__exit__":
            found = [
                _of_call(project, t.LibraryMethod(one, "close"), CallArguments(), "")
                for one in inner
                if isinstance(one, t.LibraryInstance)
            ]
            return min((one for one in found if one is not None), key=_rank, default=None)
    return None


def _of_iteration(project: Project, thing: t.Type) -> CallTarget | None:
    match thing:
        case t.GeneratorOf(function):
            return CallTarget(function=function)
        case t.LibraryInstance(kind, _, steps):
            if steps:
                return CallTarget(project.catalogue.row(steps), receiver=thing)
            for word in ("__iter__", "__next__"):
                row = project.catalogue.member(kind, word)
                if row is not None and row.blocks:
                    return CallTarget(row, receiver=thing)
        case t.ProjectInstance():
            return _method(project, thing, "__iter__") or _method(project, thing, "__next__")
        case t.LibraryName(name):
            row = project.catalogue.row(name)
            if row is not None and row.attribute and row.returns:
                return _of_iteration(project, t.LibraryInstance(row.returns))
        case t.LazyIterator(inner, _, calls):
            called = [_of_call(project, one, CallArguments(starred=True), "") for one in sorted(calls, key=repr)]
            if called and all(called):
                return called[0]
            found = (_of_iteration(project, one) for one in sorted(inner, key=repr))
            return next((stop for stop in found if stop is not None), None)
    return None


def _of_fields(project: Project, made: t.ProjectInstance) -> CallTarget | None:
    """What the functions do that make the values of the fields of a dataclass or a model."""
    found = None if project.attribute(made, "__init__") else project.attribute(made, FACTORIES)
    if found is None or not isinstance(found[1], Parts):
        return None
    for value in found[1].items:
        answers = [_of_call(project, one, NOTHING_GIVEN, found[0]) for one in project.resolve(value, found[0])]
        known = [one for one in answers if one is not None]
        if known and len(known) == len(answers):
            return _best(known)
    return None


def _method(project: Project, thing: t.ProjectInstance, word: str) -> CallTarget | None:
    found = project.attribute(thing, word)
    if found is None:
        return None
    if isinstance(found[1], t.ProjectFunction):
        return _function(project, found[1])
    if isinstance(found[1], t.LibraryMethod):
        row = project.row(found[1])
        return CallTarget(row, receiver=found[1].receiver) if row is not None and row.blocks else None
    return None


def _function(project: Project, thing: t.ProjectFunction) -> CallTarget | None:
    """A call of a function of the project: it runs the body at once unless it is a coroutine or generator."""
    summary = project.function(thing)
    if summary is None:
        return None
    return None if summary.is_async or summary.is_generator else CallTarget(function=thing)


def may_stop(project: Project, thing: t.Type) -> bool:
    """False where calling a thing stops no loop, whatever it is given."""
    match thing:
        case t.LibraryName() | t.LibraryMethod():
            row = project.row(thing)
            return row is not None and row.blocks and not row.attribute
        case t.LibraryInstance():
            return may_stop(project, t.LibraryMethod(thing, "__call__"))
        case t.StandsFor():
            return True
    return _of_call(project, thing, NOTHING_GIVEN, "") is not None
