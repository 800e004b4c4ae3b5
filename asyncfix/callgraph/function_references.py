"""The references to a function: do files call it, hand it to FastAPI, or name it for something else?"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from asyncfix.binding.scopes import own_nodes
from asyncfix.catalogue.web_frameworks import TAKER_WORDS
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import below

"""What runs a plain function in a thread, and awaits a coroutine."""
_CALLED, _TAKEN, _TASK, _OVERRIDDEN, _NAMED = "called", "taken", "task", "overridden", "named"


@dataclass(frozen=True, slots=True)
class Mentions:
    """The kinds of references that were found, each with one line; 0 for none."""

    called: int = 0
    named: int = 0  # in another way than to be called or handed to FastAPI
    taken: int = 0  # handed to `Depends` or `add_task`
    task: int = 0  # handed to `add_task`


def module_name(path: str) -> str:
    """The last part of the name by which a file is imported."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.basename(os.path.dirname(path)) if stem in ("__init__", "__main__") else stem


class _Reference(NamedTuple):
    """One name or attribute that is read or written."""

    owner: str  # the last name before the dot; "" for none
    is_attribute: bool
    line: int
    how: str


class Mentioned:
    """All names that a file mentions, ready for questions and without its tree."""

    def __init__(self, module: ast.Module) -> None:
        self._references: dict[str, list[_Reference]] = {}
        self._imported: list[tuple[str, str, bool]] = []  # the last part of a name, the alias, whether by `from`
        hows: dict[NodeId, str] = {}
        found: list[ast.Name | ast.Attribute] = []
        for node in below(module):
            if isinstance(node, (ast.Name, ast.Attribute)):
                found.append(node)
            elif isinstance(node, ast.Call):
                hows[node_id(node.func)] = _CALLED
                hows.update((node_id(given), how) for given, how in _taken(node))
            elif isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "dependency_overrides":
                hows[node_id(node.slice)] = _OVERRIDDEN
            elif isinstance(node, (ast.Import, ast.ImportFrom)):
                is_from = isinstance(node, ast.ImportFrom)
                self._imported.extend((one.name.rpartition(".")[2], one.asname or "", is_from) for one in node.names)
        own = _own_names(module)
        for one in found:
            if node_id(one) not in own:
                self._note(one, hows.get(node_id(one), _NAMED))

    def _note(self, node: ast.Name | ast.Attribute, how: str) -> None:
        if isinstance(node, ast.Name):
            self._references.setdefault(node.id, []).append(_Reference("", False, node.lineno, how))
        else:
            owner = getattr(node.value, "attr", "") or getattr(node.value, "id", "")
            self._references.setdefault(node.attr, []).append(_Reference(owner, True, node.lineno, how))

    def of(self, name: str, stem: str = "") -> Mentions:
        """The references of the file to a function of the file whose module name is `stem`; of itself where that is "".

        A name that the file has not imported is another one's, and so is an attribute of anything but that module.
        """
        names, modules = self._meaning(name, stem)
        lines = dict.fromkeys((_CALLED, _NAMED, _TAKEN, _TASK), 0)
        for word in sorted({name, *names}):
            for one in self._references.get(word, ()):
                is_it = word == name and stem and one.owner in modules if one.is_attribute else word in names
                if not is_it or one.how == _OVERRIDDEN:
                    continue
                for how in (_TAKEN, _TASK) if one.how == _TASK else (one.how,):
                    lines[how] = lines[how] or one.line
        return Mentions(lines[_CALLED], lines[_NAMED], lines[_TAKEN], lines[_TASK])

    def _meaning(self, name: str, stem: str) -> tuple[set[str], set[str]]:
        """The names that stand for the function in the file, and those that stand for its module."""
        if not stem:
            return {name}, set()
        names: set[str] = set()
        modules = {stem}
        for last, alias, is_from in self._imported:
            if is_from and last in (name, "*"):
                names.add(alias or name)
            elif last in modules and alias:
                modules.add(alias)
        return names, modules


def _own_names(module: ast.Module) -> set[NodeId]:
    """The ids of the names that functions and classes bind for themselves, where they bind and where they use them."""
    found: set[NodeId] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            targets = [
                part for one in node.body if isinstance(one, (ast.Assign, ast.AnnAssign)) for part in _targets(one)
            ]
            found.update(node_id(one) for one in targets if isinstance(one, ast.Name))
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            nodes = own_nodes(node)
            bound = {one.arg for one in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
            bound |= {one.id for one in nodes if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
            bound -= {name for one in nodes if isinstance(one, ast.Global) for name in one.names}
            inside = (one for part in node.body for one in ast.walk(part))
            found.update(node_id(one) for one in inside if isinstance(one, ast.Name) and one.id in bound)
    return found


def _targets(statement: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return statement.targets if isinstance(statement, ast.Assign) else [statement.target]


def _taken(call: ast.Call) -> Iterator[tuple[ast.expr, str]]:
    """What a call of `Depends` or `add_task` runs."""
    taker = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
    if taker in TAKER_WORDS:
        for given in (*call.args[:1], *(one.value for one in call.keywords if one.arg in ("dependency", "func"))):
            yield given, _TASK if taker == "add_task" else _TAKEN
