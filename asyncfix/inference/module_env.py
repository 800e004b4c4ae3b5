"""The values of the names of a module, outside its functions."""

from __future__ import annotations

import ast
import builtins

from asyncfix.binding.scopes import Binds, Scope
from asyncfix.inference.annotations import annotated, is_alias
from asyncfix.inference.events import ClassFacts, FunctionFacts
from asyncfix.inference.record import record_id
from asyncfix.inference.symbolic import OWN, UNKNOWN, InstanceOf, Literal, Name, Symbolic, attribute, either, member
from asyncfix.syntax.node_id import NodeId
from asyncfix.syntax.node_path import Step, dotted

BUILTINS = frozenset(dir(builtins))


class ModuleNames:
    """Imports, definitions and variables of a file; what all of its functions look at and add to."""

    def __init__(self, module: ast.Module, keep_values: bool = False, has_globals: bool = True) -> None:
        self.functions: list[FunctionFacts] = []
        self.classes: dict[str, ClassFacts] = {}
        self.variables: dict[str, Symbolic] = {}
        self.aliases: dict[str, Symbolic] = {}  # module-level names for types
        self.imports: dict[str, Symbolic] = {}
        self.definitions: set[str] = set()
        self.stars: list[str] = []
        self.values: dict[NodeId, Symbolic] | None = {} if keep_values else None  # of names that are read
        self._free: dict[str, Symbolic] = {}
        self._members: dict[tuple[int, str], tuple[Symbolic, Symbolic]] = {}
        self._objects: dict[str, tuple[Name, InstanceOf]] = {}
        self.literals: dict[str, Literal] = {}  # of strings
        self._module_names(module)
        if has_globals:
            for statement in _statements(module):
                if isinstance(statement, ast.Global):
                    self.definitions.update(statement.names)
        self._free.clear()

    def free(self, name: str) -> Symbolic:
        """The value of a name that no function binds."""
        known = self._free.get(name)
        if known is None:
            known = self._free[name] = self._found(name)
        return known

    def _found(self, name: str) -> Symbolic:
        if name in self.definitions:
            if name in self.imports:
                return either([self.imports[name], Name(OWN + name)])
            return Name(OWN + name)
        if name in self.imports:
            return self.imports[name]
        if self.stars and (name not in BUILTINS):
            return either(Name(f"{star}.{name}" if not star.endswith(".") else star + name) for star in self.stars)
        return Name(name) if name in BUILTINS else UNKNOWN

    def member(self, value: Symbolic, word: str) -> Symbolic:
        """The attribute of a value: one object for all that are the same, so that comparing them takes no time."""
        key = (record_id(value), word)
        known = self._members.get(key)
        if known is None:
            known = self._members[key] = (value, attribute(value, word))
        return known[1]

    def object_of(self, owner: str) -> tuple[Name, InstanceOf]:
        """A class of the file and an object of it, the same ones for all of its methods."""
        known = self._objects.get(owner)
        if known is None:
            own = Name(OWN + owner)
            known = self._objects[owner] = own, InstanceOf(own)
        return known

    def _module_names(self, module: ast.Module) -> None:
        for name, bindings in Scope((Step(module, ""),)).bindings.items():
            imported = [binding for binding in bindings if binding.how is Binds.IMPORT]
            if name == "*":
                self.stars = list(dict.fromkeys(binding.target for binding in bindings))
                continue
            if imported:
                self.imports[name] = either(Name(binding.target) for binding in imported)
            others = [one for one in bindings if one.how is not Binds.IMPORT and not _is_none(one.value)]
            if others:
                self.definitions.add(name)
            for binding in bindings:
                if binding.how is Binds.ASSIGNMENT and binding.value is not None and is_alias(binding.value):
                    self.aliases[name] = annotated(binding.value, self._look_up)

    def _look_up(self, node: ast.expr) -> Symbolic:
        parts = dotted(node)
        return member(self.free(parts[0].id), parts[1]) if parts else UNKNOWN


def _statements(module: ast.Module) -> list[ast.AST]:
    """Every statement of a file, and what holds statements, without a look at expressions."""
    found: list[ast.AST] = [module]
    for node in found:
        for name in ("body", "orelse", "handlers", "cases", "finalbody"):
            inner = getattr(node, name, None)
            if inner.__class__ is list:
                found.extend(inner)
    return found


def _is_none(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
