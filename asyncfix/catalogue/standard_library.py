"""The results of the standard library's calls, from `stdlib.txt`, which `.ci/stdlib.py` makes of typeshed.

What is there is known, and harmless beside what its row in a table or `state_effects` says: it blocks nothing, waits
for nothing, and touches what it is given. The file is read once, when the first such name is asked for.
"""

from __future__ import annotations

import builtins
import os
import sys
from functools import cache

_FILE = os.path.join(os.path.dirname(__file__), "stdlib.txt")
_BUILTIN_NAMES = frozenset(dir(builtins))
_BUILTINS = "builtins"
_DEPTH = 12


class _Tables:
    """Modules and classes, with the line of each that tells its members."""

    def __init__(self, lines: list[str]) -> None:
        self.bases: dict[str, list[str]] = {}
        self._lines: dict[str, str] = {}
        self._members: dict[str, dict[str, str]] = {}
        self.roots: set[str] = set()
        name = ""
        for line in lines:
            if line[0] == " ":
                self._lines[name] = line
            elif line[0] == ":":
                name, *self.bases[line[1:].split(" ", 1)[0]] = line[1:].split(" ")
            else:
                name = line
                self.roots.add(line.partition(".")[0])
                self._lines.setdefault(name, "")

    def members(self, owner: str) -> dict[str, str] | None:
        """The members of a module or class, with what each gives; None for what is neither."""
        if owner not in self._members:
            line = self._lines.get(owner)
            if line is None:
                return {} if owner in self.bases else None
            words = (word.partition(">") for word in line.split())
            self._members[owner] = {word: result for word, _, result in words}
        return self._members[owner]


@cache
def _tables() -> _Tables:
    with open(_FILE, encoding="utf-8") as file:
        return _Tables(file.read().splitlines())


def _is_of_library(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def result_of_call(name: str) -> str:
    """The qualified type of what a function or class of the standard library gives; "" where it is not known."""
    owner, _, word = name.rpartition(".")
    if not owner:
        return ""
    if owner in _BUILTIN_NAMES:
        return result_of_method(owner, word)
    if not _is_of_library(name):
        return ""
    tables = _tables()
    if name in tables.bases:
        return name
    if owner in tables.bases:
        return result_of_method(owner, word)
    return (tables.members(owner) or {}).get(word, "")


def result_of_method(kind: str, word: str) -> str:
    """The type of what a method of an object gives; "" where it is not known."""
    found = _member(kind, word)
    return kind if found == "=" else found or ""


def type_of_attribute(kind: str, word: str) -> str:
    """The type of an attribute of an object, or of a module; "" where it is not known."""
    found = _member(kind, f".{word}")
    return kind if found == "=" else found or ""


def knows(name: str) -> bool:
    """True for a function, a class, or something of an object that a module of the standard library has."""
    root, dot, _ = name.partition(".")
    if root in _BUILTIN_NAMES:
        return not dot or _member(root, name.rpartition(".")[2]) is not None
    tables = _tables()
    if root not in tables.roots:
        return _is_of_library(name)  # one of the modules that are not in the file: others know them
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        members = tables.members(".".join(parts[:end]))
        if members is not None:
            word = parts[end]
            return word in members or f".{word}" in members or ".".join(parts[: end + 1]) in tables.bases
    return len(parts) == 1


def _member(kind: str, word: str) -> str | None:
    if kind in _BUILTIN_NAMES:
        kind = f"{_BUILTINS}.{kind}"
    elif not _is_of_library(kind):
        return None
    tables = _tables()
    waiting = [kind]
    seen: set[str] = set()
    while waiting and len(seen) < _DEPTH:
        one = waiting.pop(0)
        seen.add(one)
        found = (tables.members(one) or {}).get(word)
        if found is not None:
            return found
        waiting += [base for base in tables.bases.get(one, ()) if base not in seen]
    return None
