"""Imported names that other files of a package take from a module: they stay, used or not."""

from __future__ import annotations

import ast
import os
import warnings
from collections.abc import Iterator
from dataclasses import replace

from asyncfix.fixes import FileReport

_INIT = "__init__.py"


def without_reexported(report: FileReport) -> FileReport:
    """The report with those names marked as staying that the package takes from the file.

    For a module, the `__init__.py` beside it is asked; for an `__init__.py`, the modules of its
    package. `from ... import *` takes every public name.
    """
    wanted = {name.binds for statement in report.imports for name in statement.removable}
    found = _taken(report.path, wanted) if wanted else set()
    taken = {name for name in wanted if _stays(name, found)}
    if not taken:
        return report
    statements = tuple(
        replace(one, removable=tuple(name for name in one.removable if name.binds not in taken))
        for one in report.imports
    )
    return replace(report, imports=statements)


def _stays(name: str, taken: set[str]) -> bool:
    return name in taken or ("*" in taken and not name.startswith("_"))


def _taken(path: str, wanted: set[str]) -> set[str]:
    """What the files that may take names from this one import from it: names, or "*"."""
    folder, name = os.path.split(os.path.abspath(path))
    if name != _INIT:
        return _imported(os.path.join(folder, _INIT), name.partition(".")[0], os.path.basename(folder), wanted)
    taken: set[str] = set()
    for file in _modules(folder):
        taken |= _imported(file, "", os.path.basename(folder), wanted)
    return taken


def _modules(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if name.endswith(".py") and name != _INIT:
            yield os.path.join(folder, name)


def _imported(file: str, module: str, package: str, wanted: set[str]) -> set[str]:
    """The names that a file of the package imports from `module` of it; from the package itself where that is ""."""
    try:
        with open(file, "rb") as stream:
            raw = stream.read()
        if not any(name.encode() in raw for name in (*wanted, "*")):
            return set()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(raw)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    full = f"{package}.{module}" if module else package
    taken: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            source = node.module or ""
            absolute = not node.level and (source == full or source.endswith(f".{full}"))
            if absolute or (node.level == 1 and source == module):
                taken.update(alias.name for alias in node.names)
    return taken
