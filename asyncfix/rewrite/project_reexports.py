"""The names that a file takes from other modules of the project that have them from a library themselves.

`from app.http import requests` means requests where `app/http.py` says `import requests` and does nothing else to it.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from asyncfix.binding.scopes import imported
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.inference.symbolic import Name
from asyncfix.syntax.node_path import DEFINITIONS, dotted
from asyncfix.syntax.parse import parse
from asyncfix.syntax.tree import Tree

if TYPE_CHECKING:
    from asyncfix.callgraph.project_index import Index

_DEPTH = 6  # modules that one after another import the same, followed no further


def reexported(tree: Tree, index: Index | None, targets: Collection[str]) -> dict[str, str]:
    """The meanings that names of the project have in the libraries of the targets: {"app.http.requests": "requests"}.

    Only those that the file imports, or whose module it does.
    """
    if index is None:
        return {}
    search = _Search(index, frozenset(target.partition(".")[0] for target in targets))
    path = os.path.abspath(tree.source.path)
    found: dict[str, str] = {}
    for one in tree.paths("import"):
        node = one[-1].node
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            for target in _imported(node):
                found.update(search.meant(target, path))
    return found


def _imported(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    else:
        yield from (binding.target for binding in imported(node) if binding.name != "*")


class _Search:
    def __init__(self, index: Index, roots: frozenset[str]) -> None:
        self._index = index
        self._roots = roots
        self._parsed: dict[str, ast.Module | None] = {}

    def meant(self, target: str, path: str) -> Iterator[tuple[str, str]]:
        """The names below an import's target, and what they mean."""
        found = self._file(target, path)
        if found is None or found[0] == path:
            return
        file, rest = found
        summary = self._index.project.summaries.get(file)
        if summary is None or "." in rest:
            return
        for name in [rest] if rest else list(summary.imports):
            meaning = self._through(file, name, _DEPTH)
            if meaning:
                yield (target if rest else f"{target}.{name}"), meaning

    def _file(self, target: str, path: str) -> tuple[str, str] | None:
        modules = self._index.project.modules
        if target.startswith("."):
            return modules.relative(target, path)
        return modules.absolute(target, os.path.dirname(path))

    def _through(self, file: str, name: str, depth: int) -> str:
        """What the module's name is in a library; "" where that is not certain."""
        summary = self._index.project.summaries.get(file)
        value = summary.imports.get(name) if summary is not None else None
        if not isinstance(value, Name) or not depth:
            return ""
        further = self._file(value.target, file)
        if further is not None and further[0] != file:
            meaning = self._through(*further, depth - 1) if further[1] else ""
        else:
            meaning = self._index.project.catalogue.canonical(value.target)
        if meaning.partition(".")[0] not in self._roots:
            return ""
        return meaning if self._is_plain(file, name) else ""

    def _is_plain(self, file: str, name: str) -> bool:
        """True where the module imports the name once and under no condition, and runs nothing that may change it."""
        self._index.asked.add(file)
        if os.path.basename(file) == "__init__.py" and self._file(f".{name}", file) not in (None, (file, name)):
            return False
        if file not in self._parsed:
            self._parsed[file] = _module(file)
        module = self._parsed[file]
        if module is None or not all(map(_is_quiet, module.body)):
            return False
        bound = sum(_binds(one, name) for one in module.body)
        return bound == 1 and not any(_may_change(node, name) for node in ast.walk(module))


def _module(file: str) -> ast.Module | None:
    try:
        with open(file, "rb") as stream:
            return parse(Source(stream.read(), file))
    except (OSError, UnreadableError, RecursionError, ValueError):
        return None


def _is_quiet(statement: ast.stmt) -> bool:
    """True for a statement of a module that only binds names, or says something about it."""
    match statement:
        case ast.ImportFrom(names=[ast.alias(name="*")]):
            return False
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.FunctionDef(decorator_list=[]) | ast.AsyncFunctionDef(decorator_list=[]):
            return True
        case ast.ClassDef(decorator_list=[], keywords=[]):
            return True
        case ast.Expr(value=ast.Constant()) | ast.Assign() | ast.AnnAssign():
            return True
        case ast.AugAssign(target=ast.Name(id="__all__")):
            return True
        case ast.If(test=test, orelse=[]):
            return ast.unparse(test).rpartition(".")[2] == "TYPE_CHECKING"
    return False


def _binds(statement: ast.stmt, name: str) -> bool:
    is_import = isinstance(statement, (ast.Import, ast.ImportFrom))
    return is_import and any(binding.name == name for binding in imported(statement))  # type: ignore[arg-type]


def _may_change(node: ast.AST, name: str) -> bool:
    """True where a node binds the name again, changes what it stands for, or hands it to something that might."""
    match node:
        case ast.Name(id=word, ctx=ast.Store() | ast.Del()):
            return word == name
        case ast.Attribute(ctx=ast.Store() | ast.Del()):
            parts = dotted(node)
            return parts is not None and parts[0].id == name
        case ast.Call(args=given, keywords=keywords):
            values = (*given, *(keyword.value for keyword in keywords))
            return any(isinstance(value, ast.Name) and value.id == name for value in values)
        case ast.Global(names=names):
            return name in names
    return isinstance(node, DEFINITIONS) and node.name == name
