"""The types that annotations promise."""

from __future__ import annotations

import ast
from collections.abc import Callable

from asyncfix.catalogue.python_names import is_path
from asyncfix.catalogue.web_frameworks import injects
from asyncfix.inference.symbolic import (
    OWN,
    UNKNOWN,
    InstanceOf,
    IterableOf,
    Name,
    Parts,
    Provided,
    Symbolic,
    TableOf,
    either,
)

Lookup = Callable[[ast.expr], Symbolic]
"""From a name or dotted name to what it stands for."""

_ITERABLES = frozenset(
    [
        "AsyncGenerator",
        "AsyncIterable",
        "AsyncIterator",
        "Collection",
        "Deque",
        "FrozenSet",
        "Generator",
        "Iterable",
        "Iterator",
        "List",
        "Sequence",
        "Set",
        "deque",
        "frozenset",
        "list",
        "set",
    ]
)
_GENERATORS = frozenset({"AsyncGenerator", "AsyncIterable", "AsyncIterator", "Generator", "Iterable", "Iterator"})
_WRAPPERS = frozenset({"ClassVar", "Final", "NotRequired", "Optional", "ReadOnly", "Required"})

_NOTHING = frozenset({"Any", "object"})


def annotated(annotation: ast.expr | None, lookup: Lookup) -> Symbolic:
    """The value that an annotation promises; UNKNOWN where it says nothing of use."""
    if annotation is None:
        return UNKNOWN
    if type(annotation) is ast.Name:
        found = lookup(annotation)
        return UNKNOWN if found is UNKNOWN or annotation.id in _NOTHING else InstanceOf(found)
    match annotation:
        case ast.Constant(value=str(text)):
            return _quoted(text, lookup)
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _one_of([left, right], lookup)
        case ast.Subscript(value=value, slice=inner):
            return _subscripted(_last(value), value, inner, lookup)
        case ast.Attribute(attr=word):
            found = lookup(annotation)
            return UNKNOWN if found is UNKNOWN or word in _NOTHING else InstanceOf(found)
    return UNKNOWN


def yielded(annotation: ast.expr | None, lookup: Lookup) -> Symbolic:
    """The type that a generator with this return annotation yields."""
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        parsed = _parsed(annotation.value)
        return yielded(parsed, lookup) if parsed is not None else UNKNOWN
    if isinstance(annotation, ast.Subscript) and _last(annotation.value) in _GENERATORS:
        return annotated(_first(annotation.slice), lookup)
    return UNKNOWN


def injected(default: ast.expr | None, lookup: Lookup) -> Symbolic:
    """The value that FastAPI passes for a parameter with this default, `Depends(get_db)`."""
    if not isinstance(default, ast.Call) or not injects(_last(default.func)):
        return UNKNOWN
    given = [*default.args[:1], *(keyword.value for keyword in default.keywords if keyword.arg == "dependency")]
    return Provided(lookup(given[0])) if given and isinstance(given[0], (ast.Name, ast.Attribute)) else UNKNOWN


def defaulted(default: ast.expr | None, lookup: Lookup) -> Symbolic:
    """The value of a parameter whose default is a path, or an object of the file: `path=Path("config.yml")`.

    Objects of other classes, as `Query()`, may only tell a framework what to pass.
    """
    if not isinstance(default, ast.Call) or not _last(default.func)[:1].isupper() or is_injected(default):
        return UNKNOWN
    found = lookup(default.func)
    return (
        InstanceOf(found)
        if isinstance(found, Name) and (is_path(found.target) or found.target.startswith(OWN))
        else UNKNOWN
    )


def is_injected(default: ast.expr | None) -> bool:
    """True for `Depends(...)`, with or without an argument."""
    return isinstance(default, ast.Call) and injects(_last(default.func))


def _subscripted(name: str, value: ast.expr, inner: ast.expr, lookup: Lookup) -> Symbolic:
    if name == "Annotated" and isinstance(inner, ast.Tuple) and inner.elts:
        known = annotated(inner.elts[0], lookup)
        given = [one for one in (injected(extra, lookup) for extra in inner.elts[1:]) if one is not UNKNOWN]
        return known if known is not UNKNOWN else given[0] if given else UNKNOWN
    if name == "Union":
        return _one_of(inner.elts if isinstance(inner, ast.Tuple) else [inner], lookup)
    if name in _WRAPPERS:
        return annotated(_first(inner), lookup)
    if name in ("Type", "type"):
        return lookup(inner) if isinstance(inner, (ast.Name, ast.Attribute)) else UNKNOWN
    if name in ("Tuple", "tuple") and isinstance(inner, ast.Tuple):
        if len(inner.elts) == 2 and isinstance(inner.elts[1], ast.Constant) and inner.elts[1].value is ...:
            return IterableOf(annotated(inner.elts[0], lookup))
        return Parts(tuple(annotated(one, lookup) for one in inner.elts))
    if name in ("Awaitable", "Coroutine"):
        return UNKNOWN
    if name in _ITERABLES:
        return IterableOf(annotated(_first(inner), lookup))
    if name in ("Dict", "Mapping", "dict", "defaultdict") and isinstance(inner, ast.Tuple) and len(inner.elts) == 2:
        return TableOf(annotated(inner.elts[1], lookup))
    found = lookup(value) if isinstance(value, (ast.Name, ast.Attribute)) else UNKNOWN
    return InstanceOf(found) if found is not UNKNOWN else UNKNOWN


def _one_of(options: list[ast.expr], lookup: Lookup) -> Symbolic:
    said = [one for one in options if not (isinstance(one, ast.Constant) and one.value is None)]
    return either(annotated(one, lookup) for one in said)


def _quoted(text: str, lookup: Lookup) -> Symbolic:
    parsed = _parsed(text)
    return annotated(parsed, lookup) if parsed is not None else UNKNOWN


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _first(inner: ast.expr) -> ast.expr:
    return inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner


def _last(node: ast.expr) -> str:
    """The last part of a dotted name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def is_alias(value: ast.expr) -> bool:
    """True for what a module may call a type by: `SessionDep = Annotated[Session, Depends(get_session)]`."""
    return isinstance(value, (ast.Subscript, ast.BinOp, ast.Name, ast.Attribute))
