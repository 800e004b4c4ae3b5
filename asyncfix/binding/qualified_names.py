"""The meaning of a name at a place: its qualified name, as far as the file can tell.

`t.sleep` after `import time as t` is `time.sleep`. Where a name may mean several things (a `try`
with two imports, a rebinding), all of them are told, and "" stands for "something unknown".
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from asyncfix.binding.scopes import Binding, Binds, Scope, scope_chain
from asyncfix.catalogue.python_names import CANONICAL
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import NodePath, dotted
from asyncfix.syntax.tree import Tree

UNKNOWN = ""
_CLASS = re.compile(r"_*[A-Z]\w*[a-z]")
_ALIAS_DEPTH = 8  # `a = b`, `b = c`, ... followed no further


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that an expression may stand for."""

    targets: frozenset[str]  # qualified names; UNKNOWN is among them where it may be something else
    scope: Scope | None = None  # that binds its first name; None for builtins and unbound names
    bindings: tuple[Binding, ...] = ()  # of its first name

    @property
    def certain(self) -> str:
        """The one qualified name that it surely has, or UNKNOWN."""
        return next(iter(self.targets)) if len(self.targets) == 1 else UNKNOWN


NOTHING = Meaning(frozenset({UNKNOWN}))


class Names:
    """Resolves names in one file.

    `starred` are the qualified names that star imports are known to bring: `from time import *`
    binds `sleep` if "time.sleep" is among them. `reexported` says what names of other modules of the project
    are: {"app.http.requests": "requests"}.
    """

    def __init__(self, tree: Tree, starred: Collection[str] = (), reexported: Mapping[str, str] | None = None) -> None:
        self._tree = tree
        self.reexported = dict(reexported or {})
        self._starred = frozenset((*starred, *CANONICAL, *CANONICAL.values()))
        self._scopes: dict[NodeId, Scope] = {}
        self._inside: dict[tuple[str, Scope], list[Binding]] = {}
        self._found: dict[tuple[str, Scope, int], Meaning] = {}

    def meaning(self, path: NodePath) -> Meaning:
        """The meaning of the name or dotted name at the end of the path."""
        parts = dotted(path[-1].node)
        if parts is None:
            return NOTHING
        name, rest = parts
        found = self.lookup(name.id, self.scopes(path))
        targets = frozenset(self._canonical(t + rest) if t else t for t in found.targets)
        return Meaning(targets, found.scope, found.bindings)

    def _canonical(self, target: str) -> str:
        for name, meaning in self.reexported.items():
            if f"{target}.".startswith(f"{name}."):
                target = meaning + target[len(name) :]
                break
        return canonical(target)

    def scopes(self, path: NodePath) -> list[Scope]:
        """The scopes around the end of the path, outermost first; the same objects for the same nodes."""
        return [self._scopes.setdefault(node_id(scope.node), scope) for scope in scope_chain(path)]

    def targets_of(self, binding: Binding, path: NodePath) -> frozenset[str]:
        """The qualified names that one binding by itself would give the name at the end of the path."""
        return frozenset(self._targets(binding, self.scopes(path), 0))

    def lookup(self, name: str, chain: list[Scope], depth: int = 0) -> Meaning:
        """The meaning of `name` where it is read in the last scope of the chain."""
        key = (name, chain[-1], depth)
        if key not in self._found:
            self._found[key] = self._looked_up(name, chain, depth)
        return self._found[key]

    def _looked_up(self, name: str, chain: list[Scope], depth: int) -> Meaning:
        scope = binding_scope(name, chain)
        if _is_mangled(name, scope, chain):
            return NOTHING
        if scope is None and not self._bound_from_inside(name, chain[0]):
            return self._from_stars(name, chain[0])
        scope = scope or chain[0]
        bindings = [*scope.bindings.get(name, ()), *self._bound_from_inside(name, scope)]
        if scope.is_module and bindings:
            first = min(map(_position, bindings))
            stars = self._from_stars(name, scope).bindings
            bindings.extend(star for star in stars if star.target and _position(star) > first)
        at = chain[: chain.index(scope) + 1] if scope in chain else chain[:1]
        targets = frozenset(target for binding in bindings for target in self._targets(binding, at, depth))
        return Meaning(targets or frozenset({UNKNOWN}), scope, tuple(bindings))

    def _targets(self, binding: Binding, chain: list[Scope], depth: int) -> Collection[str]:
        if binding.how in (Binds.IMPORT, Binds.STAR):
            return (self._canonical(binding.target),)
        if binding.how is Binds.ASSIGNMENT and binding.value is not None and depth < _ALIAS_DEPTH:
            if isinstance(binding.value, ast.Constant) and binding.value.value is None:
                return ()  # `asyncio = None` after a failed import: whatever is used was not None
            parts = dotted(binding.value)
            if parts is not None and parts[0].id != binding.name:
                found = self.lookup(parts[0].id, chain, depth + 1)
                return [self._canonical(target + parts[1]) if target else target for target in found.targets]
        if binding.how is Binds.DEFINITION:
            return ("." + binding.name,) if len(chain) == 1 else (UNKNOWN,)
        return (UNKNOWN,)

    def _from_stars(self, name: str, module: Scope) -> Meaning:
        stars = module.bindings.get("*", [])
        known = [f"{star.target}.{name}" in self._starred for star in stars]
        if not any(known):
            return NOTHING
        bindings = tuple(
            Binding(name, Binds.STAR, star.node, f"{star.target}.{name}" if is_known else UNKNOWN)
            for star, is_known in zip(stars, known, strict=True)
        )
        return Meaning(frozenset(canonical(binding.target) for binding in bindings), module, bindings)

    def _bound_from_inside(self, name: str, scope: Scope) -> list[Binding]:
        """Bindings by functions inside that declare the name `global` or `nonlocal`."""
        key = (name, scope)
        if key not in self._inside:
            self._inside[key] = list(self._search_inside(name, scope))
        return self._inside[key]

    def _search_inside(self, name: str, scope: Scope) -> Iterator[Binding]:
        if not scope.is_module and not scope.is_function:
            return
        span = self._tree.span(scope.node)
        for path in self._tree.declarations("global" if scope.is_module else "nonlocal"):
            node = path[-1].node
            if name in node.names and self._tree.span(node) in span:  # type: ignore[attr-defined]
                yield from self.scopes(path)[-1].bindings.get(name, ())


def binding_scope(name: str, chain: list[Scope]) -> Scope | None:
    """The scope whose binding a read of `name` in the last scope of the chain sees; None for none in the file."""
    innermost = True
    for scope in reversed(chain):
        seen = innermost or not scope.is_class
        if seen and name in scope.declared_global:
            return chain[0] if name in chain[0].bindings else None
        if (seen and scope.binds(name)) or name in scope.type_parameters:
            return scope
        innermost = False
    return None


def _position(binding: Binding) -> tuple[int, int]:
    return binding.node.lineno, binding.node.col_offset  # type: ignore[attr-defined]


def _is_mangled(name: str, scope: Scope | None, chain: list[Scope]) -> bool:
    """True where a class makes `__name` into `_Class__name`, which is not what a scope around the class binds."""
    if not name.startswith("__") or name.endswith("__"):
        return False
    inside = chain[chain.index(scope) + 1 :] if scope in chain else chain
    return any(one.is_class for one in inside)


def other_names(target: str) -> list[str]:
    """The other qualified names of a function whose usual one this is."""
    return [other for other, usual in CANONICAL.items() if usual == target]


def canonical(target: str) -> str:
    """The usual one of the qualified names that a function of the standard library has."""
    return CANONICAL.get(target, target)


def module_part(name: str) -> str:
    """The module of a qualified name: what stands before its last part, and before what is called as classes are."""
    parts = name.split(".")[:-1]
    classes = [index for index, part in enumerate(parts) if _CLASS.match(part)]
    return ".".join(parts[: classes[0]] if classes else parts)
