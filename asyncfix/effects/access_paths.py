"""Access paths: what an expression of a function stands for, as a root and the fields that lead on from it.

`s = STATE` makes `s["n"]` a path of `STATE`; `type(self).n` and `self.n` are one path, and so are `x.n` and
`getattr(x, "n")`. Names that are bound again keep the path that others can reach.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from asyncfix.catalogue.event_loops import STARTING_METHODS
from asyncfix.effects.container_access import CHANGING, VIEWS
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import COMPREHENSIONS, FUNCTIONS, children

ITEM = "[]"
"""In a path: any item of a container."""
OBJECT = "self"
"""In a path: the object of the method, and its class."""
_SAME = frozenset({"enumerate", "filter", "iter", "map", "reversed", "type", "vars", "zip"})
"""Builtins whose result shows what they were given, not a copy of it."""
_ITEM_OF = frozenset({"get", "setdefault", "__getitem__"})
_STARTING = STARTING_METHODS | {"as_completed", "ensure_future", "gather", "wait"}
"""What starts tasks, which then share what they are given."""


class Root(Enum):
    """Who else has what a path begins with, from nobody to anybody."""

    FRESH = "fresh"  # made here
    GIVEN = "given"  # to the function
    OBJECT = "object"  # whose method it is
    CALLED = "called"  # what a call has given
    SHARED = "shared"  # of the module, of a class, of a function around


class AccessPath(NamedTuple):
    """A root, and up to three fields."""

    root: Root
    fields: tuple[str, ...]  # the name of the root first
    call: ast.Call | None = None  # that gave the root, where one did

    def field(self, name: str) -> AccessPath:
        """The path that goes on with the field."""
        return self if len(self.fields) > _MOST else self._replace(fields=(*self.fields, name))

    @property
    def names(self) -> tuple[str, ...]:
        """The fields without items: what a container holds is written where the container is."""
        return tuple(one for one in self.fields if one != ITEM)

    @property
    def shown(self) -> str:
        """The path as people write it."""
        return ".".join(self.names)


_REACHED = frozenset({Root.GIVEN, Root.OBJECT, Root.SHARED})
"""Whose objects others have for certain."""
_MOST = 4
FRESH = AccessPath(Root.FRESH, ())


class PathNames:
    """The access paths of the names of one function."""

    def __init__(self, function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, owner: str) -> None:
        self.owner = owner.rpartition(".")[2]
        self.known: dict[str, AccessPath] = {}
        self.positions: dict[str, int] = {}  # of what a call gives
        nodes = [*_nodes_of(function)]
        self.declared = {name for node in nodes if isinstance(node, (ast.Global, ast.Nonlocal)) for name in node.names}
        arguments = function.args
        given = [*arguments.posonlyargs, *arguments.args]
        for number, argument in enumerate(given):
            is_own = bool(owner) and number == 0 and not _is_static(function)
            root = AccessPath(Root.OBJECT, (OBJECT,)) if is_own else AccessPath(Root.GIVEN, (argument.arg,))
            self.known[argument.arg] = root
            if not is_own:
                self.positions[argument.arg] = len(self.positions)
        for argument in (*arguments.kwonlyargs, *filter(None, (arguments.vararg, arguments.kwarg))):
            self.known[argument.arg] = AccessPath(Root.GIVEN, (argument.arg,))
        inside = {node_id(one) for node in nodes for one in _targets_inside(node)}
        self.local = {
            node.id
            for node in nodes
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) and node_id(node) not in inside
        } - self.declared
        self.local |= {name for node in nodes for name in _other_names(node)}
        parameters = dict(self.known)
        bound = [*_bound(nodes)]
        bound += [one for one in _bound_inside(nodes) if one[0] not in self.local]
        self.local |= {name for name, _, _ in bound}
        for _ in range(2):  # what a loop hands on is known the second time
            for name, value, is_item in bound:
                if name in self.local and name not in parameters:
                    self._bind(name, self.path(value), is_item=is_item)

        for name in {name for node in nodes for name in self._escaping(node)}:
            if name in self.local and self.known.get(name, FRESH).root is Root.FRESH:
                self.known[name] = AccessPath(Root.SHARED, (name,))

    def _escaping(self, node: ast.AST) -> Iterator[str]:
        """Names of objects that others can reach from there on."""
        match node:
            case ast.Assign(targets=[ast.Attribute() | ast.Subscript() as target], value=ast.Name(id=name)):
                if self.path(target).root in _REACHED:
                    yield name
            case ast.Call(func=ast.Attribute(value=of, attr=word), args=args) if word in CHANGING:
                if self.path(of).root in _REACHED:
                    yield from (one.id for one in args if isinstance(one, ast.Name))
            case ast.Call(func=ast.Attribute(attr=word) | ast.Name(id=word)) if word in _STARTING:
                yield from (one.id for one in ast.walk(node) if isinstance(one, ast.Name))

    def _bind(self, name: str, path: AccessPath, *, is_item: bool) -> None:
        found = path.field(ITEM) if is_item and path.root is not Root.FRESH else path
        old = self.known.get(name, FRESH)
        if old.root is Root.FRESH or (old.root is Root.CALLED and found.root not in (Root.FRESH, Root.CALLED)):
            self.known[name] = found

    def path(self, node: ast.expr) -> AccessPath:
        """The access path of the expression."""
        match node:
            case ast.Name(id=name):
                return self._name(name)
            case ast.Attribute(value=value, attr="__dict__" | "__class__"):
                return self.path(value)
            case ast.Attribute(value=value, attr=attr):
                of = self.path(value)
                if of.root is Root.GIVEN and attr == "app":
                    of = of._replace(root=Root.SHARED)  # `request.app` belongs to all requests
                return of if of.root is Root.FRESH else of.field(attr)
            case ast.Subscript(value=ast.Call(func=ast.Name(id="globals")), slice=ast.Constant(value=str() as name)):
                return AccessPath(Root.SHARED, (name,))
            case ast.Subscript(
                value=ast.Attribute(value=value, attr="__dict__") | ast.Call(func=ast.Name(id="vars"), args=[value]),
                slice=ast.Constant(value=str() as name),
            ):
                of = self.path(value)
                return of if of.root is Root.FRESH else of.field(name)
            case ast.Subscript(value=value):
                of = self.path(value)
                return of if of.root is Root.FRESH else of.field(ITEM)
            case ast.Call():
                return self._call(node)
            case ast.Await(value=value) | ast.NamedExpr(value=value) | ast.Starred(value=value):
                return self.path(value)
            case ast.IfExp(body=first, orelse=second):
                return self._first((first, second))
            case ast.BoolOp(values=values):
                return self._first(values)
        return FRESH

    def _first(self, nodes: Iterable[ast.expr]) -> AccessPath:
        found = (self.path(node) for node in nodes)
        return next((one for one in found if one.root is not Root.FRESH), FRESH)

    def _name(self, name: str) -> AccessPath:
        if name in self.known:
            return self.known[name]
        if name in self.local:
            return FRESH
        if name == self.owner and name:
            return AccessPath(Root.SHARED, (OBJECT,))
        return AccessPath(Root.SHARED, (name,))

    def _call(self, node: ast.Call) -> AccessPath:
        match node:
            case ast.Call(func=ast.Name(id="getattr"), args=[of, ast.Constant(value=str() as name), *_]):
                found = self.path(of)
                return found if found.root is Root.FRESH else found.field(name)
            case ast.Call(func=ast.Name(id="map" | "filter"), args=[_, of, *_]):
                return self.path(of)
            case ast.Call(func=ast.Name(id=name), args=[of, *_]) if name in _SAME and name not in self.local:
                return self.path(of)
            case ast.Call(func=ast.Name(id="next"), args=[of, *_]):
                found = self.path(of)
                return found if found.root is Root.FRESH else found.field(ITEM)
            case ast.Call(func=ast.Attribute(value=of, attr=name), args=args) if name in _ITEM_OF and args:
                found = self.path(of)
                return found if found.root is Root.FRESH else found.field(ITEM)
            case ast.Call(func=ast.Attribute(value=of, attr=name), args=[]) if name in VIEWS:
                return self.path(of)
        return AccessPath(Root.CALLED, (f"{_written(node.func)}()",), node)


def _nodes_of(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> Iterator[ast.AST]:
    """The nodes of a function with those of its comprehensions, without those of functions and classes inside."""
    waiting: list[ast.AST] = list(function.body) if isinstance(function.body, list) else [function.body]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            waiting.extend(children(node))


def _written(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return f"{_written(value)}.{attr}"
    return "…"


def _is_static(function: ast.AST) -> bool:
    decorators = getattr(function, "decorator_list", ())
    return any(isinstance(one, ast.Name) and one.id == "staticmethod" for one in decorators)


def _other_names(node: ast.AST) -> Iterator[str]:
    """Names that a node binds without an `ast.Name`."""
    match node:
        case (
            ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name) | ast.MatchStar(name=str() as name)
        ):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in aliases)


def _bound(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr, bool]]:
    """Each name that is bound, with the value, and whether it is an item of that."""
    for node in nodes:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _targets(target, value, is_item=False)
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
                yield from _targets(target, value, is_item=False)
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                yield from _targets(target, value, is_item=True)
            case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
                yield from _targets(target, value, is_item=False)


def _bound_inside(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, ast.expr, bool]]:
    """The same for names of comprehensions."""
    for node in nodes:
        if isinstance(node, COMPREHENSIONS):
            for generator in node.generators:
                yield from _targets(generator.target, generator.iter, is_item=True)


def _targets_inside(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of the targets of a comprehension."""
    if isinstance(node, COMPREHENSIONS):
        yield from (one for generator in node.generators for one in ast.walk(generator.target))


def _targets(target: ast.expr, value: ast.expr, *, is_item: bool) -> Iterator[tuple[str, ast.expr, bool]]:
    match target, value:
        case ast.Name(id=name), _:
            yield name, value, is_item
        case (ast.Tuple(elts=names), ast.Tuple(elts=values)) if len(names) == len(values) and not is_item:
            for one, part in zip(names, values, strict=True):
                yield from _targets(one, part, is_item=False)
        case ((ast.Tuple(elts=names) | ast.List(elts=names)), _):
            for one in names:
                inner = one.value if isinstance(one, ast.Starred) else one
                yield from _targets(inner, value, is_item=True)
