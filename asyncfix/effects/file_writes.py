"""Files that every call of a function writes: two calls at the same time would mix what they write."""

from __future__ import annotations

from asyncfix.catalogue import Argument
from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.resolver import Project

_OPENING = frozenset({"open", "io.open", "codecs.open"})
_WRITING = frozenset({"write_bytes", "write_text"})
_MOVING = frozenset({"rename", "replace"})
_MOVING_TO = frozenset({"os.rename", "os.replace", "shutil.copy", "shutil.copy2", "shutil.copyfile", "shutil.move"})
_MODE = Argument("mode", 1, modes="wx+")
_MODE_OF_PATH = Argument("mode", 0, modes="wx+")


def may_write(thing: t.Type) -> bool:
    """False for what never writes a file when it is called."""
    match thing:
        case t.LibraryName(name):
            return name in _OPENING or name in _MOVING_TO
        case t.LibraryMethod(receiver, name):
            return receiver.type.startswith("pathlib.") and (name in _WRITING or name in _MOVING or name == "open")
    return False


def writes_one_file(project: Project, called: v.Symbolic, given: v.CallArguments, path: str) -> bool:
    """True for a call that writes a file anew whose name does not depend on what the function is given."""
    for thing in project.resolve(called, path):
        if isinstance(thing, t.LibraryName) and thing.name in _OPENING and project.held((_MODE,), given, path):
            name = given.argument("file", 0)
        elif (
            isinstance(thing, t.LibraryMethod)
            and thing.receiver.type.startswith("pathlib.")
            and (thing.name in _WRITING or (thing.name == "open" and project.held((_MODE_OF_PATH,), given, path)))
        ):
            name = called.of if isinstance(called, v.Member) else None
        elif (
            isinstance(thing, t.LibraryMethod) and thing.name in _MOVING and thing.receiver.type.startswith("pathlib.")
        ):
            name = given.argument("target", 0)
        elif isinstance(thing, t.LibraryName) and thing.name in _MOVING_TO:
            name = given.argument("dst", 1)
        else:
            continue
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
