"""Imported names that a package's `__init__.py` takes from a module: they stay, used or not."""

from __future__ import annotations

import ast
import os
import warnings
from dataclasses import replace

from asyncfix.fixes import FileReport


def without_reexported(report: FileReport) -> FileReport:
    """The report with those names marked as staying that the package's `__init__.py` imports from the file."""
    if not any(statement.removable for statement in report.imports):
        return report
    taken = _taken(report.path)
    if not taken:
        return report
    statements = tuple(
        replace(one, removable=tuple(name for name in one.removable if not _stays(name.binds, taken)))
        for one in report.imports
    )
    return replace(report, imports=statements)


def _stays(name: str, taken: set[str]) -> bool:
    return name in taken or ("*" in taken and not name.startswith("_"))


def _taken(path: str) -> set[str]:
    """What the `__init__.py` beside the file imports from it: names, or "*"."""
    folder, name = os.path.split(path)
    init = os.path.join(folder, "__init__.py")
    module = name.partition(".")[0]
    package = os.path.basename(os.path.abspath(folder))
    try:
        with open(init, "rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return set()
    taken: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            source = node.module or ""
            relative = node.level == 1 and source == module
            absolute = not node.level and source.endswith(f"{package}.{module}")
            if relative or absolute:
                taken.update(alias.name for alias in node.names)
    return taken
