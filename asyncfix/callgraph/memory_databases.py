"""Where a project names databases in memory: each thread that opens one has another, or all threads share one."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from asyncfix.catalogue.sqlite_in_memory import ONE_CONNECTION, WORDS, is_in_memory
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.syntax.node_path import children
from asyncfix.syntax.parse import parse

_TEST_FOLDERS = frozenset({"test", "tests", "testing"})


class MemoryDatabase(NamedTuple):
    """One place that names such a database."""

    path: str
    line: int
    is_shared: bool  # one connection of it serves all threads


def memory_databases(files_with: Callable[[str], Iterable[str]]) -> list[MemoryDatabase]:
    """The places of a project that name such databases; those that each thread has for itself come first.

    One connection for all is told of outside tests alone: tests make one request after another.
    """
    paths = sorted({path for word in WORDS for path in files_with(word)})
    found = [one for path in paths for one in _in_file(path) if not (one.is_shared and _is_test(path))]
    return sorted(found, key=lambda one: (one.is_shared, _is_test(one.path), one))


def _is_test(path: str) -> bool:
    name = os.path.basename(path)
    return (
        name.startswith("test_")
        or name.endswith("_test.py")
        or name == "conftest.py"
        or not _TEST_FOLDERS.isdisjoint(path.split(os.sep))
    )


def _in_file(path: str) -> Iterator[MemoryDatabase]:
    try:
        with open(path, "rb") as file:
            raw = file.read()
        module = parse(Source(raw, path)) if b"sqlite" in raw or b":memory:" in raw else ast.Module([], [])
    except (OSError, UnreadableError, RecursionError, ValueError):
        return
    is_shared = ONE_CONNECTION.encode() in raw
    yield from (MemoryDatabase(path, line, is_shared) for line in _named(module, ""))


def _named(node: ast.AST, given_to: str) -> Iterator[int]:
    """The lines on which texts name such a database, leaving out those that are only compared."""
    if isinstance(node, ast.Compare):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_in_memory(node.value, given_to):
        yield node.lineno
    if isinstance(node, ast.Call):
        given_to = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    elif not isinstance(node, ast.keyword):
        given_to = ""
    for child in children(node):
        yield from _named(child, given_to)
