"""Ways through a syntax tree: from the module down to the node at an offset.

Most files hold a handful of places that matter, so nothing here walks a whole tree: `descend`
looks only into the nodes that contain the place.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
TRIES = (ast.Try, ast.TryStar)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FSTRINGS: tuple[type[ast.AST], ...] = tuple(
    kind for name in ("JoinedStr", "TemplateStr") if (kind := getattr(ast, name, None)) is not None
)


class Step(NamedTuple):
    """One node on the way, and the field of the step before it in which it hangs."""

    node: ast.AST
    field: str


NodePath = tuple[Step, ...]
"""The way from the module (first) to a node (last)."""


_MANY = 16  # siblings; among fewer, looking at each is faster
_NO_CODE = frozenset({
    "arg", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs", "level", "module", "op", "ops", "rest",
    "simple", "type_comment",
})  # fmt: skip
_CHILD_FIELDS: dict[type[ast.AST], tuple[str, ...]] = dict.fromkeys((ast.Constant, ast.Global, ast.Nonlocal), ())


def child_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node that may hold nodes with code of their own."""
    found = _CHILD_FIELDS.get(kind)
    if found is None:
        found = _CHILD_FIELDS[kind] = tuple(name for name in kind._fields if name not in _NO_CODE)
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """The children of a node, in the order of `_fields`, without contexts and operators."""
    found: list[ast.AST] = []
    for name in child_fields(node.__class__):
        value = getattr(node, name, None)
        if value.__class__ is list:
            found += [item for item in value if item is not None]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def below(node: ast.AST) -> list[ast.AST]:
    """The node and all below it, those further up first: `ast.walk` without contexts and operators, only faster."""
    found = [node]
    for one in found:
        for name in child_fields(one.__class__):
            value = getattr(one, name, None)
            if value.__class__ is list:
                found += [item for item in value if item is not None]
            elif isinstance(value, ast.AST):
                found.append(value)
    return found


def fields(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The children of a node with the names of their fields, in the order of `_fields`.

    Contexts and operators, which have no place in the text, are left out.
    """
    for name in child_fields(type(node)):
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            yield name, value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, ast.AST):
                    yield name, item


def descend(tree: ast.Module, line: int, column: int) -> NodePath:
    """The path to the innermost node that contains the place (line from 1, column in UTF-8 bytes).

    Decorators count as inside their definition. Positions inside f-strings are only as good as
    the running Python's, so the path stops at the outermost f-string.
    """
    steps = [Step(tree, "")]
    place = (line, column)
    node: ast.AST = tree
    while not isinstance(node, FSTRINGS):
        found = _step_into(node, place)
        if not found:
            break
        steps.extend(found)
        node = found[-1].node
    return tuple(steps)


def _step_into(node: ast.AST, place: tuple[int, int]) -> list[Step]:
    for name in child_fields(type(node)):
        value = getattr(node, name, None)
        for child in _near(value, place) if isinstance(value, list) else (value,):
            if not isinstance(child, ast.AST):
                continue
            if getattr(child, "lineno", None) is None:
                # arguments, comprehensions, with items and match cases have no place of their own
                inner = _step_into(child, place)
                if inner:
                    return [Step(child, name), *inner]
            elif _contains(child, place):
                return [Step(child, name)]
    return []


def _near(nodes: list[ast.AST], place: tuple[int, int]) -> Sequence[ast.AST]:
    """Those of a list of siblings, which stand in the order of the text, that may contain the place."""
    if len(nodes) < _MANY or getattr(nodes[0], "lineno", None) is None or None in nodes:
        return nodes
    at = bisect_right(nodes, place, key=_end)
    return nodes[at : at + 1]


def _end(node: ast.AST) -> tuple[int, int]:
    return node.end_lineno, node.end_col_offset  # type: ignore[attr-defined]


def _contains(node: ast.AST, place: tuple[int, int]) -> bool:
    if place >= _end(node):
        return False
    if place >= (node.lineno, node.col_offset):  # type: ignore[attr-defined]
        return True
    if isinstance(node, DEFINITIONS) and node.decorator_list:
        first = node.decorator_list[0]
        return place >= (first.lineno, first.col_offset)
    return False


def walk_paths(path: NodePath) -> Iterator[NodePath]:
    """Every path below `path`, itself first, parents before children."""
    stack = [path]
    while stack:
        current = stack.pop()
        yield current
        below = [(*current, Step(child, name)) for name, child in fields(current[-1].node)]
        stack.extend(reversed(below))


def statement_of(path: NodePath) -> ast.stmt:
    """The innermost statement on the path."""
    for step in reversed(path):
        if isinstance(step.node, ast.stmt):
            return step.node
    raise ValueError("the path holds no statement")


def dotted(node: ast.AST) -> tuple[ast.Name, str] | None:
    """The leftmost name of `a.b.c` and the rest of it (".b.c"); None for any other expression."""
    rest = ""
    while isinstance(node, ast.Attribute):
        rest = f".{node.attr}{rest}"
        node = node.value
    return (node, rest) if isinstance(node, ast.Name) else None
