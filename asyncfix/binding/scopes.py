"""Scopes and what binds names in them, by the rules of CPython's symbol table.

A scope is made when somebody asks for it and walks only what is evaluated in it: a module's
scope never looks into function bodies.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, DEFINITIONS, FUNCTIONS, NodePath, Step, children


class Binds(Enum):
    """The ways in which a name is bound."""

    IMPORT = auto()
    STAR = auto()  # `from m import *`: any name of m
    PARAMETER = auto()
    ASSIGNMENT = auto()  # to the bare name, of a value that is known
    DEFINITION = auto()  # def or class
    OTHER = auto()  # for, with, except, match, augmented assignment, unpacking, a comprehension's target
    DELETION = auto()


class Binding(NamedTuple):
    """One place that binds a name. A named tuple, because there are so many."""

    name: str
    how: Binds
    node: ast.AST  # the statement, or the parameter, name or pattern itself
    target: str = ""  # of an import: the qualified name; "" where a star import may not bring it
    value: ast.expr | None = None  # of an assignment


class Scope:
    """The module, a function, a lambda, a class body or a comprehension."""

    def __init__(self, path: NodePath) -> None:
        self.node = path[-1].node
        self.path = path  # to the node, inclusive

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    @property
    def is_module(self) -> bool:
        return isinstance(self.node, ast.Module)

    @property
    def is_function(self) -> bool:
        return isinstance(self.node, (*FUNCTIONS, ast.Lambda))

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node that is evaluated in this scope, parents before children."""
        return own_nodes(self.node)

    @cached_property
    def bindings(self) -> dict[str, list[Binding]]:
        """The bindings of this scope itself, by name. A name that is declared global or nonlocal is among them."""
        table: dict[str, list[Binding]] = {}
        for binding in _bindings(self.node, self.nodes):
            table.setdefault(binding.name, []).append(binding)
        return table

    @cached_property
    def imported(self) -> dict[str, list[str]]:
        """The names that imports bind, by the one thing that they import."""
        table: dict[str, list[str]] = {}
        for name, bindings in self.bindings.items():
            targets = {binding.target for binding in bindings if binding.how is Binds.IMPORT}
            if len(targets) == 1:
                table.setdefault(targets.pop(), []).append(name)
        return table

    @cached_property
    def declared_global(self) -> frozenset[str]:
        return frozenset(name for node in self.nodes if type(node) is ast.Global for name in node.names)

    @cached_property
    def declared_nonlocal(self) -> frozenset[str]:
        return frozenset(name for node in self.nodes if type(node) is ast.Nonlocal for name in node.names)

    @cached_property
    def type_parameters(self) -> frozenset[str]:
        """The names in brackets behind the name of a class or function, which all code inside sees."""
        return frozenset(parameter.name for parameter in getattr(self.node, "type_params", ()))

    def binds(self, name: str) -> bool:
        """True where `name` is a local name of this scope."""
        return name in self.bindings and name not in self.declared_global and name not in self.declared_nonlocal


def scope_chain(path: NodePath) -> list[Scope]:
    """The scopes around the last node of the path, outermost first: the last one evaluates it."""
    chain = [Scope(path[:1])]
    for index in range(1, len(path)):
        parent, step = path[index - 1].node, path[index]
        if opens_scope(parent, step.field, path[index + 1] if index + 1 < len(path) else None):
            chain.append(Scope(path[:index]))
    return chain


def opens_scope(parent: ast.AST, field: str, below: Step | None = None) -> bool:
    """True where the child of `parent` in `field` is evaluated in the scope that `parent` makes.

    `below` is the step after the child: the first iterable of a comprehension is evaluated outside.
    """
    if isinstance(parent, DEFINITIONS):
        return field == "body"
    if isinstance(parent, ast.Lambda):
        return field == "body"
    if isinstance(parent, COMPREHENSIONS):
        if field == "generators" and below is not None and below.field == "iter":
            return not _is_first_iterable(parent, below.node)
        return True
    return False


def _is_first_iterable(comprehension: ast.AST, node: ast.AST) -> bool:
    first: ast.comprehension = comprehension.generators[0]  # type: ignore[attr-defined]
    return first.iter is node


def own_nodes(scope: ast.AST) -> list[ast.AST]:
    """Every node that is evaluated in the scope of a module, function, lambda, class or comprehension."""
    found: list[ast.AST] = []
    stack = list(_first_nodes(scope))
    stack.reverse()
    while stack:
        node = stack.pop()
        found.append(node)
        kind = node.__class__
        if kind in _LEAVES:
            continue
        inner = list(_evaluated_here(node)) if kind in _SCOPED else children(node)
        inner.reverse()
        stack += inner
    return found


_LEAVES = frozenset({ast.Name, ast.Constant, ast.Pass, ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom})
_SCOPED = frozenset({*DEFINITIONS, ast.Lambda, *COMPREHENSIONS})


def _first_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    if isinstance(scope, COMPREHENSIONS):
        for index, generator in enumerate(scope.generators):
            yield generator.target
            if index:
                yield generator.iter
            yield from generator.ifs
        yield from (scope.key, scope.value) if isinstance(scope, ast.DictComp) else (scope.elt,)
    elif isinstance(scope, ast.Lambda):
        yield scope.body
    else:
        yield from scope.body  # type: ignore[attr-defined]


def _evaluated_here(node: ast.AST) -> Iterator[ast.AST]:
    """What of a function, lambda, class or comprehension is evaluated in the scope in which it stands."""
    if isinstance(node, FUNCTIONS):
        yield from node.decorator_list
        yield from _of_arguments(node.args)
        if node.returns is not None:
            yield node.returns
    elif isinstance(node, ast.Lambda):
        yield from _of_arguments(node.args)
    elif isinstance(node, ast.ClassDef):
        yield from node.decorator_list
        yield from node.bases
        yield from node.keywords
    elif isinstance(node, COMPREHENSIONS):
        yield node.generators[0].iter


def _of_arguments(arguments: ast.arguments) -> Iterator[ast.AST]:
    for argument in _parameters(arguments):
        if argument.annotation is not None:
            yield argument.annotation
    yield from arguments.defaults
    for default in arguments.kw_defaults:
        if default is not None:
            yield default


def _parameters(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from arguments.posonlyargs
    yield from arguments.args
    if arguments.vararg is not None:
        yield arguments.vararg
    yield from arguments.kwonlyargs
    if arguments.kwarg is not None:
        yield arguments.kwarg


def _bindings(scope: ast.AST, nodes: list[ast.AST]) -> Iterator[Binding]:
    if isinstance(scope, (*FUNCTIONS, ast.Lambda)):
        for argument in _parameters(scope.args):
            yield Binding(argument.arg, Binds.PARAMETER, argument)
    for parameter in getattr(scope, "type_params", ()):
        yield Binding(parameter.name, Binds.OTHER, parameter)
    known: set[NodeId] = set()  # targets that a statement before them explained
    inner = isinstance(scope, COMPREHENSIONS)
    for node in nodes:
        if type(node) is ast.Name and type(node.ctx) is ast.Load:
            continue
        if inner and isinstance(node, ast.NamedExpr):
            known.add(node_id(node.target))  # bound in the function around
        elif type(node) in _BINDERS:
            yield from _bindings_of(node, known)
        elif isinstance(node, COMPREHENSIONS) and not inner:
            yield from _walruses_in(node)


_BINDERS = frozenset(
    {ast.Name, ast.Assign, ast.AnnAssign, ast.NamedExpr, ast.Import, ast.ImportFrom, *DEFINITIONS}
    | {ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping}
)


def _bindings_of(node: ast.AST, known: set[NodeId]) -> Iterator[Binding]:
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            if node_id(node) not in known:
                yield Binding(name, Binds.OTHER, node)
        case ast.Name(id=name, ctx=ast.Del()):
            yield Binding(name, Binds.DELETION, node)
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                if isinstance(target, ast.Name):
                    known.add(node_id(target))
                    yield Binding(target.id, Binds.ASSIGNMENT, node, value=value)
        case ast.AnnAssign(target=ast.Name() as target, value=value, simple=simple):
            known.add(node_id(target))
            if simple or value:  # `(x): int` binds nothing
                yield Binding(target.id, Binds.ASSIGNMENT if value else Binds.OTHER, node, value=value)
        case ast.NamedExpr(target=target, value=value):
            known.add(node_id(target))
            yield Binding(target.id, Binds.ASSIGNMENT, node, value=value)
        case ast.Import() | ast.ImportFrom():
            yield from imported(node)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield Binding(name, Binds.DEFINITION, node)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield Binding(name, Binds.OTHER, node)
        case ast.MatchMapping(rest=str(name)):
            yield Binding(name, Binds.OTHER, node)


def imported(node: ast.Import | ast.ImportFrom) -> Iterator[Binding]:
    """The names that an import statement binds. A relative import keeps its dots: `..pkg.name`."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.asname:
                yield Binding(alias.asname, Binds.IMPORT, node, alias.name)
            else:
                top = alias.name.partition(".")[0]
                yield Binding(top, Binds.IMPORT, node, top)
        return
    base = "." * node.level + (node.module or "")
    for alias in node.names:
        if alias.name == "*":
            yield Binding("*", Binds.STAR, node, base)
        else:
            target = f"{base}{alias.name}" if base.endswith(".") else f"{base}.{alias.name}"
            yield Binding(alias.asname or alias.name, Binds.IMPORT, node, target)


def _walruses_in(comprehension: ast.AST) -> Iterator[Binding]:
    """Assignment expressions inside a comprehension bind in the function around it."""
    stack = own_nodes(comprehension)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.NamedExpr):
            yield Binding(node.target.id, Binds.ASSIGNMENT, node, value=node.value)
        elif isinstance(node, COMPREHENSIONS):
            stack.extend(own_nodes(node))
