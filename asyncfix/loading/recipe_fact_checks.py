"""What a rewrite function asks of the `Call` and of what that gives it: the facts that do not exist, by their places.

What a name stands for is told as far as the function says it plainly: by an annotation, by an assignment, or as the
element that a loop goes over. What can't be told is let pass.
"""

from __future__ import annotations

import ast
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from asyncfix import recipe
from asyncfix.recipe import Block, Call
from asyncfix.recipe_facts import facts_of
from asyncfix.syntax.node_id import NodeId, node_id

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_ASKED = (Call, Block)
_CLASSES = {name: found for name in recipe.__all__ if isinstance(found := getattr(recipe, name), type)}


class Unknown(NamedTuple):
    """A fact that there is not."""

    node: ast.Attribute
    message: str


def unknown_facts(
    module: ast.Module, rewrite: ast.FunctionDef | ast.AsyncFunctionDef | None, asked: type = Call
) -> Iterator[Unknown]:
    """The facts that functions of the module ask for in vain; the first parameter of the rewrite is that type."""
    classes = _imported(module)
    for function in ast.walk(module):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            known = _parameters(function, classes)
            if function is rewrite and function.args.args:
                known.setdefault(function.args.args[0].arg, asked)
            if known:
                yield from _in_function(function, known)


def _in_function(function: ast.FunctionDef | ast.AsyncFunctionDef, known: Mapping[str, Any]) -> Iterator[Unknown]:
    nodes = list(_own(function))
    names = _names(nodes, known)
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
            owner = _type(node.value, names)
            if _has_facts(owner) and node.attr not in _facts(owner) and not node.attr.startswith("_"):
                yield Unknown(node, _message(node, owner))


def _own(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function but for functions inside it, which may have other names."""
    waiting = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop(0)
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            yield node
            waiting.extend(ast.iter_child_nodes(node))


def _imported(module: ast.Module) -> dict[str, type]:
    """The classes of `asyncfix.recipe` by the names that the module gives them."""
    imports = [node for node in ast.walk(module) if isinstance(node, ast.ImportFrom)]
    aliases = [alias for node in imports if node.module == "asyncfix.recipe" for alias in node.names]
    return {alias.asname or alias.name: _CLASSES[alias.name] for alias in aliases if alias.name in _CLASSES}


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef, classes: Mapping[str, type]) -> dict[str, Any]:
    arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    named = {one.arg: one.annotation.id for one in arguments if isinstance(one.annotation, ast.Name)}
    return {name: classes[cls] for name, cls in named.items() if cls in classes}


def _names(nodes: Sequence[ast.AST], known: Mapping[str, Any]) -> dict[str, Any]:
    """What the names of a function stand for, where each of their bindings gives the same."""
    found = dict(known)
    for _ in range(3):  # a loop over what another loop gives
        bound: dict[str, list[Any]] = {name: [cls] for name, cls in known.items()}
        for name, value, is_element in _bindings(nodes):
            given = _type(value, found) if value is not None else None
            bound.setdefault(name, []).append(_element(given) if is_element else given)
        found = {name: kinds[0] for name, kinds in bound.items() if all(kind is kinds[0] for kind in kinds)}
    return found


def _bindings(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, ast.expr | None, bool]]:
    """The names that are bound, what they get (None where that can't be told), and whether it is an element of that."""
    told: set[NodeId] = set()
    for node in nodes:
        match node:
            case (
                ast.For(target=ast.Name() as name, iter=value)
                | ast.comprehension(target=ast.Name() as name, iter=value)
            ):
                told.add(node_id(name))
                yield name.id, value, True
            case (
                ast.Assign(targets=[ast.Name() as name], value=value)
                | ast.NamedExpr(target=ast.Name() as name, value=value)
            ):
                told.add(node_id(name))
                yield name.id, value, False
    for node in nodes:
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) and node_id(node) not in told:
            yield node.id, None, False


def _type(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """What an expression gives: a class or a `tuple[...]`; None where that can't be told."""
    match node:
        case ast.Name(id=name):
            return names.get(name)
        case ast.Attribute(value=value, attr=attr):
            owner = _type(value, names)
            return _facts(owner).get(attr) if _has_facts(owner) else None
        case ast.Call(func=ast.Attribute(value=value, attr=attr)):
            owner = _type(value, names)
            return _facts(owner).get(attr) if owner in _ASKED and attr in _methods() else None
        case ast.Subscript(value=value, slice=ast.Constant(value=int()) | ast.UnaryOp()):
            return _element(_type(value, names))
    return None


def _has_facts(kind: Any) -> bool:
    return kind in _ASKED or (isinstance(kind, type) and is_dataclass(kind))


def _element(kind: Any) -> Any:
    parts = get_args(kind)
    return parts[0] if get_origin(kind) is tuple and len(parts) == 2 and parts[1] is ... else None


@cache
def _facts(kind: Any) -> Mapping[str, Any]:
    """The public attributes of a class, with what they are or what they return."""
    if kind not in _ASKED:
        hints = get_type_hints(kind)
        own = {one.name: _plain(hints[one.name]) for one in fields(kind)}
        return {**{name: None for name in dir(kind) if not name.startswith("_")}, **own}
    found = {name: one.fget if isinstance(one, property) else one for name, one in facts_of(kind).items()}
    return {name: _plain(get_type_hints(function)["return"]) for name, function in found.items()}


@cache
def _methods() -> frozenset[str]:
    return frozenset(name for kind in _ASKED for name, one in facts_of(kind).items() if not isinstance(one, property))


def _plain(hint: Any) -> Any:
    """The class of a hint, without None."""
    if get_origin(hint) in (Union, types.UnionType):
        parts = [part for part in get_args(hint) if part is not type(None)]
        return parts[0] if len(parts) == 1 else None
    return hint


def _message(node: ast.Attribute, owner: Any) -> str:
    shown = ast.unparse(node.value)
    nearest = get_close_matches(node.attr, _facts(owner), n=1)
    deeper = {
        name: f"{fact}.{name}"
        for fact, kind in _facts(owner).items()
        if _has_facts(kind) and kind is not owner
        for name in _facts(kind)
    }
    within = get_close_matches(node.attr, deeper, n=1)
    told = f"; it has {', '.join(_facts(owner))}"
    if nearest or within:
        told = f"; did you mean {shown}.{nearest[0] if nearest else deeper[within[0]]}?"
    article = "an" if owner.__name__[0] in "AEIO" else "a"
    return f"{shown}.{node.attr}: {article} {owner.__name__} has no `{node.attr}`{told}"
