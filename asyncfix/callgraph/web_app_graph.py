"""Which web application of a project a module works for, and how the file of that application can import it."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace

from asyncfix.binding.qualified_names import Names
from asyncfix.callgraph import EVERYWHERE
from asyncfix.callgraph.project_index import Index
from asyncfix.callgraph.web_applications import applications
from asyncfix.catalogue.web_frameworks import STARTING_WORDS
from asyncfix.dataflow.value_facts import Application
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import FUNCTIONS
from asyncfix.syntax.tree import Tree

_WORDS = ("FastAPI", "Starlette")
_EVENTS = (*STARTING_WORDS, "lifespan_context")
"""Words of what a new lifespan would switch off, or that replace it."""
_TESTS = frozenset({"test", "tests"})
_FILES = 500  # that are followed by their imports


@dataclass(frozen=True, slots=True)
class _Imports:
    """The files of the project that a file imports."""

    all: frozenset[str]
    first: frozenset[str]  # those that it imports while it is imported
    spelled: tuple[tuple[str, str], ...]  # names of modules as it writes them, with their files


class WebAppGraph:
    """The applications of a project, and what its files import."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._imports: dict[str, _Imports] = {}
        self._applications: list[Application] | None = None
        self._root = os.path.commonpath(map(os.path.dirname, index.project.modules.paths))

    def applications(self, path: str) -> tuple[Application, ...]:
        """The applications of other files that import the module at the path, an absolute one, or lead to it."""
        self._index.asked.add(EVERYWHERE)
        if self._applications is None:
            self._applications = [one for file in self._files() for one in self._made_in(file)]
        found = (one for one in self._applications if one.path != path and self._leads(one.path, path, first=False))
        return tuple(replace(one, module=self._spelled(one.path, path), handle=self._handle(path)) for one in found)

    def has_events(self) -> bool:
        """True where a file of the project has handlers that a new lifespan would switch off."""
        self._index.asked.add(EVERYWHERE)
        return any(not self._is_test(path) for word in _EVENTS for path in self._index.files_with(word))

    def _files(self) -> list[str]:
        found = {path for word in _WORDS for path in self._index.files_with(word)}
        return sorted(path for path in found if not self._is_test(path))

    def _made_in(self, path: str) -> Iterator[Application]:
        tree = _tree(path)
        if tree is not None:
            for one in applications(tree, Names(tree)):
                yield replace(one, path=path, has_events=one.has_events or self.has_events())

    def _is_test(self, path: str) -> bool:
        """True for a file that makes applications to test something."""
        words = _stem(os.path.relpath(path, self._root)).split(os.sep)
        return words[-1].startswith("test_") or words[-1] == "conftest" or not _TESTS.isdisjoint(words)

    # -- imports

    def _leads(self, start: str, end: str, first: bool) -> bool:
        """True where a file imports another one, be it through others; with `first`, while it is itself imported."""
        seen, waiting = {start}, [start]
        while waiting and len(seen) < _FILES:
            found = self._imported(waiting.pop())
            new = (found.first if first else found.all) - seen
            if end in new:
                return True
            seen |= new
            waiting += sorted(new)
        return False

    def _imported(self, path: str) -> _Imports:
        if path not in self._imports:
            tree = _tree(path)
            found = list(self._statements(tree.module, path)) if tree is not None else []
            self._imports[path] = _Imports(
                frozenset(file for _, file, _ in found) - {path},
                frozenset(file for _, file, first in found if first) - {path},
                tuple(dict.fromkeys((name, file) for name, file, first in found if name and first)),
            )
        return self._imports[path]

    def _statements(self, module: ast.Module, path: str) -> Iterator[tuple[str, str, bool]]:
        """The modules of the project that are imported: name, file, and whether that is when the file is imported."""
        later = {
            node_id(inner)
            for node in ast.walk(module)
            if isinstance(node, FUNCTIONS) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
            for inner in ast.walk(node)
        }
        for node in ast.walk(module):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = "." * node.level + (node.module or "")
                dot = "" if base.endswith(".") else "."
                names = [base, *(f"{base}{dot}{alias.name}" for alias in node.names)]
            for name in names:
                file = self._file(name, path)
                if file:
                    yield name, file, node_id(node) not in later
                    yield from (("", above, node_id(node) not in later) for above in self._packages(file))

    def _file(self, name: str, path: str) -> str:
        """The file that a module's name means in a file; "" for none of the project."""
        modules = self._index.project.modules
        relative = name.startswith(".")
        found = modules.relative(name, path) if relative else modules.absolute(name, os.path.dirname(path))
        return found[0] if found and not found[1] else ""

    def _packages(self, path: str) -> Iterator[str]:
        """What is imported before a file: its packages."""
        folder = os.path.dirname(path)
        while (above := os.path.join(folder, "__init__.py")) in self._index.project.modules.paths:
            if above != path:
                yield above
            folder = os.path.dirname(folder)

    # -- names

    def _spelled(self, file: str, path: str) -> str:
        """How a file that imports others would name the module at the path; "" where it can't be told, or the two
        would import each other."""
        if self._leads(path, file, first=True):
            return ""
        spelled = self._imported(file).spelled
        own = [name for name, known in spelled if known == path]
        stem = _stem(path)
        for name, known in spelled:
            root = _stem(known)
            if not name.startswith(".") and root.endswith(os.sep + name.replace(".", os.sep)):
                above = root[: len(root) - len(name)]
                own += [stem[len(above) :].replace(os.sep, ".")] if stem.startswith(above) else []
        if any(name.startswith(".") for name, _ in spelled):
            words = os.path.relpath(stem, os.path.dirname(file)).split(os.sep)
            up = words.count("..")
            own.append("." * (up + 1) + ".".join(words[up:]))
        return next((name for name in own if self._file(name, file) == path), "")

    def _handle(self, path: str) -> str:
        """A short name that no other module of the project has: "rates", "b_client"."""
        words = _stem(path).split(os.sep)
        same = [_stem(one).split(os.sep) for one in self._index.project.modules.paths]
        count = next((n for n in range(1, len(words)) if sum(one[-n:] == words[-n:] for one in same) < 2), 1)
        return "_".join(words[-count:]).lower()


def _stem(path: str) -> str:
    """The path of a module without its ending; that of a package is its folder."""
    return path.removesuffix(".py").removesuffix(os.sep + "__init__")


def _tree(path: str) -> Tree | None:
    try:
        with open(path, "rb") as file:
            return Tree(Source(file.read(), path))
    except (OSError, UnreadableError, RecursionError, ValueError):
        return None
