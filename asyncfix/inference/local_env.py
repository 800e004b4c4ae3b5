"""The values of the names of one function, while it is walked."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import NamedTuple

from asyncfix.inference.annotations import annotated, defaulted, injected
from asyncfix.inference.events import FunctionFacts
from asyncfix.inference.module_env import ModuleNames
from asyncfix.inference.symbolic import OWN, UNKNOWN, InstanceOf, IterableOf, Name, Symbolic, either, member
from asyncfix.syntax.node_path import dotted

Env = dict[str, Symbolic]
_MAKERS = frozenset({"__init__", "__new__", "__post_init__"})


class Seen(NamedTuple):
    """The values that names stood for, and how many each of them had had by then."""

    env: Env
    counts: dict[str, int]


class LocalNames:
    """The names of one function."""

    def __init__(self, flow: ModuleNames, function: FunctionFacts, outer: Env, owner: str) -> None:
        self.flow = flow
        self.function = function
        self.outer = outer  # of the functions around, whatever order they run in
        self.owner = owner  # the class around, for what is defined here
        self.env: Env = {}
        self.bound: dict[str, list[Symbolic]] = {}  # everything that each local name ever stands for
        self.binds = 0  # how often a name was bound
        self.stored: set[str] = set()  # parameters, and names that were assigned to
        self.own = ""  # what a method calls its object, where it did not just make it
        self.read: set[str] = set()  # the names that were looked up
        self.missed: set[str] = set()  # those of them that had no value yet
        self.lazy = 0
        self.waiting: list[tuple[FunctionFacts, ast.AST, Seen | None]] = []
        self.depth = 0  # of the block, in statements with blocks
        node = function.node
        self.is_module = isinstance(node, ast.Module)
        self.globals: set[str] = set()
        self.returned: list[Symbolic] = []
        self.yielded: list[Symbolic] = []

    def here(self) -> Seen | None:
        """The names that a function defined here may yet see change; None where it may see all of their values."""
        if self.is_module or self.depth != 1:
            return None
        return Seen(dict(self.env), {name: len(values) for name, values in self.bound.items()})

    def since(self, seen: Seen) -> Env:
        """The values of the names from then on, in the functions around as well."""
        found = dict(self.outer)
        for name, values in self.bound.items():
            now = [seen.env[name]] if name in seen.env else []
            found[name] = either([*now, *values[seen.counts.get(name, 0) :]])
        return found

    def parameters(self, arguments: ast.arguments, owner: str) -> None:
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults)) + [*arguments.defaults]
        pairs = [
            *zip(positional, defaults, strict=True),
            *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
        ]
        for parameter, default in pairs:
            value = annotated(parameter.annotation, self.look_up_outside)
            given = injected(default, self.look_up_outside)
            if value is UNKNOWN or (given is not UNKNOWN and isinstance(value, IterableOf)):
                value = given
            if value is UNKNOWN and parameter.annotation is None:
                value = defaulted(default, self.look_up_outside)
            self.bind_name(parameter.arg, value)
            self.stored.add(parameter.arg)
        for star in (arguments.vararg, arguments.kwarg):
            if star is not None:
                self.bind_name(star.arg, UNKNOWN)
                self.stored.add(star.arg)
        if owner and positional:
            if self.function.name.rpartition(".")[2] not in _MAKERS:
                self.own = positional[0].arg
            names = {one.target for one in self.function.decorators if isinstance(one, Name)}
            if "staticmethod" not in names:
                own, made = self.flow.object_of(owner)
                on_class = "classmethod" in names or self.function.name.endswith((".__new__", ".__init_subclass__"))
                self.bind_name(positional[0].arg, own if on_class else made)

    def look_up(self, name: str) -> Symbolic:
        self.read.add(name)
        known = self.env.get(name)
        if known is not None:
            return known
        self.missed.add(name)
        if name in self.outer and name not in self.globals:
            return self.outer[name]
        return self.flow.free(name)

    def look_up_outside(self, node: ast.expr) -> Symbolic:
        parts = (node, "") if type(node) is ast.Name else dotted(node)
        if parts is None:
            return UNKNOWN
        name = parts[0].id
        return member(self.outer[name] if name in self.outer else self.flow.free(name), parts[1])

    def look_up_dotted(self, node: ast.expr) -> Symbolic:
        if type(node) is ast.Name:
            return self.look_up(node.id)
        parts = dotted(node)
        return member(self.look_up(parts[0].id), parts[1]) if parts else UNKNOWN

    def bind_name(self, name: str, value: Symbolic) -> None:
        if self.is_module or name in self.globals:
            self.module_name(name, value)
            return
        self.env[name] = value
        self.binds += 1
        self.bound.setdefault(name, []).append(value)

    def module_name(self, name: str, value: Symbolic) -> None:
        if self.is_module:
            self.bound.setdefault(name, []).append(value)
        else:
            self.function.changes = True
            known = self.flow.variables.get(name)
            self.flow.variables[name] = either([known, value]) if known is not None else value

    def changed(self, target: ast.expr) -> None:
        """Note that something is changed, unless it is that which a name of the function's own stands for."""
        root = target
        while isinstance(root, ast.Attribute):
            root = root.value
        if isinstance(root, ast.Name):
            is_own = root.id == self.own and root is not target
            if is_own or root.id not in self.stored or root.id in self.globals:
                self.function.changes = True

    def set_attribute(self, name: str, word: str, value: Symbolic) -> None:
        """`self.x = value`."""
        receiver = self.look_up(name)
        if isinstance(receiver, InstanceOf):
            receiver = receiver.of
        if not isinstance(receiver, Name) or not receiver.target.startswith(OWN):
            return
        known = self.flow.classes.get(receiver.target[1:])
        if known is not None and word not in known.declared:
            before = known.attributes.get(word)
            known.attributes[word] = either([before, value]) if before is not None else value

    def join(self, envs: Iterable[Env]) -> Env:
        tables = list(envs)
        joined = dict(tables[0])
        unlike: set[str] = set()
        for table in tables[1:]:
            for name, value in table.items():
                known = joined.get(name)
                if known is None:
                    joined[name] = value
                elif known is not value and known != value:
                    unlike.add(name)
        for name in unlike:
            joined[name] = either([table[name] for table in tables if name in table])
        return joined

    def qualified(self, name: str) -> str:
        around = self.owner or self.function.name
        return f"{around}.{name}" if around else name
