"""Objects that only the thread that made them may use: where does a value come from?"""

from __future__ import annotations

from collections.abc import Iterable

from asyncfix.catalogue import Threads, affinity
from asyncfix.catalogue.state_effects import THREAD_LOCAL
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.events import EventKind
from asyncfix.inference.resolver import Project

_DEPTH = 8


def is_bound(project: Project, thing: t.Type) -> bool:
    """True for an object that only the thread that made it may use."""
    if not isinstance(thing, t.LibraryInstance) or thing.unbound or not thing.type:
        return False
    return affinity.is_bound(thing.type, project.catalogue.threads(thing.type))


def is_local(project: Project, thing: t.Type) -> bool:
    """True for an object that stands for another one in every thread."""
    return isinstance(thing, t.LibraryInstance) and project.catalogue.threads(thing.type) is Threads.LOCAL


def is_thread_local(project: Project, value: v.Symbolic, path: str) -> bool:
    """True for an object of `threading.local`, or of a class that is made of it."""
    for thing in project.resolve(value, path):
        match thing:
            case t.LibraryInstance(kind) if kind == THREAD_LOCAL:
                return True
            case t.ProjectInstance(where, name) if THREAD_LOCAL in project.lineage(where, name):
                return True
    return False


def is_lock(project: Project, thing: t.Type) -> bool:
    """True for a lock, which is bound only while a thread holds it."""
    row = project.catalogue.member(thing.type, "__enter__") if isinstance(thing, t.LibraryInstance) else None
    return row is not None and row.is_lock


def bound_type(project: Project, value: v.Symbolic, path: str) -> str:
    """The type of the object that the value may be, where only one thread may use it; "" where any may."""
    return min(
        (one.type for one in t.instances(project.resolve(value, path)) if _is_one_threads(project, one)), default=""
    )


def _is_one_threads(project: Project, thing: t.LibraryInstance) -> bool:
    return is_bound(project, thing) or is_local(project, thing)


def receiver(kind: EventKind, value: v.Symbolic) -> v.Symbolic | None:
    """The object that something is done to; None where it is no object."""
    if kind in (EventKind.ENTER, EventKind.LEAVE, EventKind.ITERATE):
        return value
    return v.owner_of(value)


def operands(kind: EventKind, value: v.Symbolic, given: v.CallArguments) -> list[v.Symbolic]:
    """The object that something is done to, and what is given to a call."""
    one = receiver(kind, value)
    return [*([one] if one is not None else ()), *given.positional, *(word for _, word in given.keywords)]


def affine_type_of(project: Project, value: v.Symbolic, path: str, depth: int = _DEPTH) -> str:
    """The type of such an object that is kept on `self`, in a module or in another object; "" for a new one.

    What a function was given counts as new: where it is called, its maker is seen.
    """
    if depth == 0:
        return ""
    match value:
        case v.Union(options):
            return next((one for option in options if (one := affine_type_of(project, option, path, depth - 1))), "")
        case v.Entered(of) | v.Element(of) | v.Awaited(of) | v.Narrowed(of):
            return affine_type_of(project, of, path, depth - 1)
        case v.ResultOf(of):
            owner = v.owner_of(of)
            if owner is not None and bound_type(project, owner, path):
                return affine_type_of(project, owner, path, depth - 1)
            for thing in t.functions(project.resolve(of, path)):
                summary = project.function(thing)
                if summary is not None:
                    found = affine_type_of(project, summary.returns, thing.path, depth - 1)
                    if found:
                        return found
            return ""
        case v.Member() | v.Name():
            return bound_type(project, value, path)
    return ""


def keeps_bound(project: Project, thing: t.Type) -> bool:
    """True for an object of a class of the project with an attribute that only one thread may use."""
    if not isinstance(thing, t.ProjectInstance):
        return False
    return any(
        is_bound(project, one) and not is_lock(project, one)
        for entry in project.lineage(thing.path, thing.name)
        if not isinstance(entry, str)
        for value in entry[1].attributes.values()
        for one in project.resolve(value, entry[0])
    )


def takes_its_own(project: Project, functions: Iterable[t.ProjectFunction], owner: t.ProjectClass) -> bool:
    """True where functions take such objects from attributes alone that the class itself makes: `self.connection`."""
    for function in functions:
        for use in project.uses(function):
            taken = [
                value
                for value in operands(use.kind, use.value, use.given)
                if affine_type_of(project, value, function.path)
            ]
            if not all(_is_made_by(project, value, function.path, owner) for value in taken):
                return False
    return True


def _is_made_by(project: Project, value: v.Symbolic, path: str, owner: t.ProjectClass) -> bool:
    """True for an attribute of an object of the class, and for what it gives, where the class makes it."""
    while isinstance(value, (v.Member, v.ResultOf, v.Entered, v.Element)):
        if isinstance(value, v.Member) and isinstance(value.of, v.InstanceOf):
            break
        value = value.of
    if not isinstance(value, v.Member):
        return False
    lineage = [entry for entry in project.lineage(owner.path, owner.name) if not isinstance(entry, str)]
    classes = {(file, one.name) for file, one in lineage}
    of = project.resolve(value.of, path)
    if not of or not all(isinstance(one, t.ProjectInstance) and (one.path, one.name) in classes for one in of):
        return False
    made = [(one.attributes[value.name], file) for file, one in lineage if value.name in one.attributes]
    return bool(made) and all(
        isinstance(one, v.ResultOf) and not affine_type_of(project, one, file) for one, file in made
    )
