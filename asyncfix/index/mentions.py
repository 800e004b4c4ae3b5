"""How files refer to a function: do they call it, hand it to FastAPI, or name it for something else?"""

from __future__ import annotations

import ast
import os
from dataclasses import dataclass

_TAKERS = frozenset({"Depends", "Security", "add_task"})
"""What runs a plain function in a thread, and awaits a coroutine."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What was found, each with one line; 0 for none."""

    called: int = 0
    named: int = 0  # in another way than to be called or handed to FastAPI
    taken: int = 0  # handed to `Depends` or `add_task`
    task: int = 0  # handed to `add_task`


def module_name(path: str) -> str:
    """The last part of the name by which a file is imported."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return os.path.basename(os.path.dirname(path)) if stem in ("__init__", "__main__") else stem


def mentions(module: ast.Module, name: str, stem: str = "") -> Mentions:
    """How a file mentions a function of the file whose module name is `stem`; of itself where that is "".

    A name that the file has not imported is another one's, and so is an attribute of anything but that module.
    """
    return _Reader(module, name, stem).read()


class _Reader:
    def __init__(self, module: ast.Module, name: str, stem: str) -> None:
        self._nodes = list(ast.walk(module))
        self._name = name
        self._own = not stem
        self._modules = {stem}
        self._names = {name} if self._own else set()
        for node in self._nodes if stem else ():
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self._learn(node)

    def _learn(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            last = alias.name.rpartition(".")[2]
            if isinstance(node, ast.ImportFrom) and last in (self._name, "*"):
                self._names.add(alias.asname or self._name)
            elif last in self._modules and alias.asname:
                self._modules.add(alias.asname)

    def read(self) -> Mentions:
        """Go through the file."""
        lines = {"called": 0, "named": 0, "taken": 0, "task": 0}
        known: set[int] = set()
        for node in self._nodes:
            if isinstance(node, ast.Call):
                if self._is_it(node.func):
                    lines["called"] = lines["called"] or node.lineno
                    known.add(id(node.func))
                taker = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
                given = [*node.args[:1], *(one.value for one in node.keywords if one.arg in ("dependency", "func"))]
                for one in given if taker in _TAKERS else ():
                    if self._is_it(one):
                        known.add(id(one))
                        lines["taken"] = lines["taken"] or node.lineno
                        lines["task"] = lines["task"] or (node.lineno if taker == "add_task" else 0)
            elif isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") == "dependency_overrides":
                known.add(id(node.slice))
        for node in self._nodes:
            if isinstance(node, ast.expr) and id(node) not in known and self._is_it(node):
                lines["named"] = lines["named"] or node.lineno
        return Mentions(lines["called"], lines["named"], lines["taken"], lines["task"])

    def _is_it(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name):
            return node.id in self._names
        if self._own or not isinstance(node, ast.Attribute) or node.attr != self._name:
            return False
        last = getattr(node.value, "attr", "") or getattr(node.value, "id", "")
        return last in self._modules
