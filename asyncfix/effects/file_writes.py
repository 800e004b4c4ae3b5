"""Files that every call of a function writes: two calls at the same time would mix what they write."""

from __future__ import annotations

from asyncfix.catalogue.file_writers import FileWrite, file_write, file_write_of_method
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.resolver import Project


def may_write(thing: t.Type) -> bool:
    """False for what never writes a file when it is called."""
    return _how(thing) is not None


def _how(thing: t.Type) -> FileWrite | None:
    match thing:
        case t.LibraryName(name):
            return file_write(name)
        case t.LibraryMethod(receiver, name):
            return file_write_of_method(receiver.type, name)
    return None


def writes_one_file(project: Project, called: v.Symbolic, given: v.CallArguments, path: str) -> bool:
    """True for a call that writes a file anew whose name does not depend on what the function is given."""
    for thing in project.resolve(called, path):
        how = _how(thing)
        if how is None or (how.mode is not None and not project.held((how.mode,), given, path)):
            continue
        if how.target is not None:
            name = given.argument(how.target.name, how.target.position)
        else:
            name = called.of if isinstance(called, v.Member) else None
        if name is not None and _is_the_same(name):
            return True
    return False


def _is_the_same(name: v.Symbolic) -> bool:
    """True for what every call of the function gets: a constant, or what `self` or a module keeps."""
    match name:
        case v.Literal() | v.Name():
            return True
        case v.Member(of=of):
            return _is_the_same(of) or isinstance(of, v.InstanceOf)
        case v.ResultOf(of=v.Member(of=of), given=given):
            values = [*given.positional, *(value for _, value in given.keywords)]
            return _is_the_same(of) and not given.starred and all(_is_the_same(one) for one in values)
        case v.ResultOf(of=v.Name(), given=given):
            values = [*given.positional, *(word for _, word in given.keywords)]
            return bool(values) and not given.starred and all(_is_the_same(one) for one in values)
    return False
