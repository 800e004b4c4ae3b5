"""What runs around a function of the project because of its decorators."""

from __future__ import annotations

from collections.abc import Iterator

from asyncfix.inference import symbolic as v
from asyncfix.inference import types as t
from asyncfix.inference.module_summary import FunctionSummary
from asyncfix.inference.resolver import Project

_RUNNING = ("__call__", "__enter__", "__exit__")
"""Methods of an object that decorates: it wraps the function itself, or is entered around each call."""


def wrappers(project: Project, summary: FunctionSummary, path: str) -> list[t.ProjectFunction]:
    """The functions of the project that run around each call of a function, through its decorators."""
    return [one for value in summary.decorators for one in _of_decorator(project, value, path)]


def _of_decorator(project: Project, value: v.Symbolic, path: str) -> Iterator[t.ProjectFunction]:
    while isinstance(value, v.ResultOf) and not _is_object(project, value, path):
        value = value.of
    for thing in sorted(project.resolve(value, path), key=str):
        match thing:
            case t.ProjectFunction():
                yield from _inside(project, thing)
            case t.ProjectInstance(where, name) | t.ProjectClass(where, name):
                for word in _RUNNING:
                    found = project.attribute(t.ProjectInstance(where, name), word)
                    if found is not None and isinstance(found[1], t.ProjectFunction):
                        yield found[1]
                        yield from _inside(project, found[1])


def _is_object(project: Project, value: v.Symbolic, path: str) -> bool:
    return any(isinstance(one, t.ProjectInstance) for one in project.resolve(value, path))


def _inside(project: Project, function: t.ProjectFunction) -> Iterator[t.ProjectFunction]:
    """The functions that a function defines."""
    summary = project.summaries.get(function.path)
    if summary is None:
        project.own(function.name, function.path)  # asks for the file
        return
    for name, one in summary.functions.items():
        if name.startswith(f"{function.name}.") and not one.is_async:
            yield t.ProjectFunction(function.path, name)
