"""The functions that write a file whose name they are given, and the place of the name.

Sources: the documentation of io, codecs, os, shutil and pathlib.
"""

from __future__ import annotations

from typing import NamedTuple

from asyncfix.catalogue.rows import Argument

_MODES = "wx+"


class FileWrite(NamedTuple):
    """The way in which a call writes a file."""

    target: Argument | None  # the argument that names the file; None where that is what the method is called on
    mode: Argument | None = None  # it writes only where this holds


_OPEN = FileWrite(Argument("file", 0), Argument("mode", 1, modes=_MODES))
_OPEN_CODEC = FileWrite(Argument("filename", 0), Argument("mode", 1, modes=_MODES))
_MOVE = FileWrite(Argument("dst", 1))
_FUNCTIONS = {
    "open": _OPEN,
    "builtins.open": _OPEN,
    "io.open": _OPEN,
    "codecs.open": _OPEN_CODEC,
    "os.rename": _MOVE,
    "os.replace": _MOVE,
    "shutil.copy": _MOVE,
    "shutil.copy2": _MOVE,
    "shutil.copyfile": _MOVE,
    "shutil.move": _MOVE,
}
_PATHS = "pathlib."
_METHODS_OF_PATHS = {
    "open": FileWrite(None, Argument("mode", 0, modes=_MODES)),
    "rename": FileWrite(Argument("target", 0)),
    "replace": FileWrite(Argument("target", 0)),
    "write_bytes": FileWrite(None),
    "write_text": FileWrite(None),
}


def file_write(name: str) -> FileWrite | None:
    """The way in which a function writes a file; None for one that writes none."""
    return _FUNCTIONS.get(name)


def file_write_of_method(owner: str, method: str) -> FileWrite | None:
    """The way in which a method of an object of a type writes a file; None for one that writes none."""
    return _METHODS_OF_PATHS.get(method) if owner.startswith(_PATHS) else None
