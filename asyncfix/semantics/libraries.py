"""Which asynchronous library runs a coroutine, as far as its file shows."""

from __future__ import annotations

import ast

from asyncfix.semantics.kinds import Library, Unit
from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import Path, Step
from asyncfix.semantics.places import Place, outer_place
from asyncfix.semantics.scopes import Binds
from asyncfix.semantics.tree import Tree

_LIBRARIES = {
    "asyncio": Library.ASYNCIO,
    "trio": Library.TRIO,
    "anyio": Library.ANYIO,
    "curio": Library.OTHER,
    "twisted": Library.OTHER,
}
_PREFERENCE = (Library.TRIO, Library.ANYIO, Library.ASYNCIO, Library.OTHER)


def library_at(tree: Tree, names: Names, path: Path, place: Place) -> Library:
    """The library that the coroutine around the path uses; else the one of its file; else asyncio.

    A coroutine that names trio is run by trio: `asyncio.sleep` would fail there. One that names
    anyio may be run by either, and anyio's functions are right in both.
    """
    if not any(word in tree.source.text for word in _LIBRARIES if word != "asyncio"):
        return Library.ASYNCIO
    while place.unit in (Unit.FUNCTION, Unit.LAMBDA) and outer_place(place).function is not None:
        place = outer_place(place)
    used = _used_in(names, place)
    for library in _PREFERENCE:
        if library in used:
            return library
    imported = _imported(names, path)
    if Library.ASYNCIO in imported or not imported:
        return Library.ASYNCIO
    return next(library for library in _PREFERENCE if library in imported)


def _used_in(names: Names, place: Place) -> set[Library]:
    found: set[Library] = set()
    function = place.function
    if function is None:
        return found
    first = function.body if isinstance(function, ast.Lambda) else function.body[0]
    chain = names.scopes((*place.path, Step(first, "body")))
    for name in {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}:
        for target in names.lookup(name, chain).targets:
            library = _LIBRARIES.get(target.partition(".")[0])
            if library is not None:
                found.add(library)
    return found


def _imported(names: Names, path: Path) -> set[Library]:
    module = names.scopes(path)[0]
    roots = {
        binding.target.partition(".")[0]
        for bindings in module.bindings.values()
        for binding in bindings
        if binding.how in (Binds.IMPORT, Binds.STAR)
    }
    return {_LIBRARIES[root] for root in roots & _LIBRARIES.keys()}
