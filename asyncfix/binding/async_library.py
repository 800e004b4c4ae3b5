"""Which asynchronous library runs a coroutine, as far as its file shows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from asyncfix.binding.context_kinds import Library, Unit
from asyncfix.binding.execution_context import ExecutionContext, outer_place
from asyncfix.binding.qualified_names import Names
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FUNCTIONS, NodePath, Step, dotted
from asyncfix.syntax.tree import Tree

_LIBRARIES = {
    "asyncio": Library.ASYNCIO,
    "trio": Library.TRIO,
    "anyio": Library.ANYIO,
    "curio": Library.OTHER,
    "twisted": Library.OTHER,
    "gevent": Library.OTHER,
    "eventlet": Library.OTHER,
}
_DRIVES = re.compile(r"\.send\(\s*None\s*\)")
_MARK = ".mark."  # `@pytest.mark.trio` says what runs a test


def library_at(tree: Tree, names: Names, path: NodePath, place: ExecutionContext) -> Library:
    """The library that runs the coroutine around the path, as far as the file shows; else asyncio.

    A coroutine that names trio is run by trio: `asyncio.sleep` would fail there. One that names
    anyio may be run by either, and anyio's functions are right in both.
    """
    near, found = _evidence(tree, names, place)
    preference = [Library.TRIO, Library.ANYIO, Library.ASYNCIO, Library.OTHER]
    if not near:
        preference = [Library.ASYNCIO, Library.ANYIO, Library.TRIO, Library.OTHER]
    return next((library for library in preference if library in found), Library.ASYNCIO)


def doubt_about_library(tree: Tree, names: Names, place: ExecutionContext) -> str:
    """A sentence where the code speaks of several libraries of which only one can run the coroutine, or of none."""
    if _DRIVES.search(tree.source.text):
        return "the file drives coroutines by hand with `send(None)`, where no event loop waits for anything"
    found = sorted(_evidence(tree, names, place)[1] - {Library.ANYIO})
    if len(found) < 2:
        return ""
    shown = " and ".join("another event loop" if library is Library.OTHER else library for library in found)
    return f"the code uses {shown}, and which of them runs this coroutine is not known"


def _evidence(tree: Tree, names: Names, place: ExecutionContext) -> tuple[bool, set[Library]]:
    """The libraries that the nearest code to name any names, and whether that is nearer than the file."""
    known = _EVIDENCE.setdefault(tree, {})
    if node_id(place.function) not in known:
        known[node_id(place.function)] = _gathered(tree, names, place)
    return known[node_id(place.function)]


_EVIDENCE: WeakKeyDictionary[Tree, dict[NodeId, tuple[bool, set[Library]]]] = WeakKeyDictionary()


def _gathered(tree: Tree, names: Names, place: ExecutionContext) -> tuple[bool, set[Library]]:
    if not any(word in tree.source.text for word in _LIBRARIES if word != "asyncio"):
        return False, set()
    while place.unit in (Unit.FUNCTION, Unit.LAMBDA) and outer_place(place).function is not None:
        place = outer_place(place)
    while place.function is not None:
        function = place.function
        for nodes in (_of_itself(function), ast.walk(function)):
            found = set(_named(names, place, nodes))
            if found:
                return True, found
        place = outer_place(place)
    return False, set(_imported(tree))


def _of_itself(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function, its signature and decorators among them, without those of the functions inside it."""
    stack = [function]
    while stack:
        node = stack.pop()
        yield node
        if node is function or not isinstance(node, (*FUNCTIONS, ast.Lambda)):
            stack.extend(ast.iter_child_nodes(node))


def _named(names: Names, place: ExecutionContext, nodes: Iterable[ast.AST]) -> Iterator[Library]:
    function = place.function
    assert function is not None
    first = function.body if isinstance(function, ast.Lambda) else function.body[0]
    chain = names.scopes((*place.path, Step(first, "body")))
    words = set()
    for node in nodes:
        if isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _of_import(node)
        elif isinstance(node, ast.Attribute) and node.attr in _LIBRARIES:
            parts = dotted(node)
            if parts is not None and _MARK in parts[1]:
                yield _LIBRARIES[node.attr]
    for word in words:
        for target in names.lookup(word, chain).targets:
            library = _LIBRARIES.get(target.partition(".")[0])
            if library is not None:
                yield library


def _imported(tree: Tree) -> Iterator[Library]:
    """The libraries that any import of the file names."""
    for word in _LIBRARIES:
        for path in tree.paths(word):
            for step in path[-2:]:
                if isinstance(step.node, (ast.Import, ast.ImportFrom)):
                    yield from _of_import(step.node)


def _of_import(statement: ast.Import | ast.ImportFrom) -> Iterator[Library]:
    if isinstance(statement, ast.Import):
        modules = [alias.name for alias in statement.names]
    else:
        modules = [] if statement.level else [statement.module or ""]
    for module in modules:
        library = _LIBRARIES.get(module.partition(".")[0])
        if library is not None:
            yield library
