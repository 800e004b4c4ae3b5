"""Objects that live on, and the files of the project that may use them beside their own."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from asyncfix.callgraph.function_references import module_name
from asyncfix.callgraph.project_index import Index
from asyncfix.catalogue import Catalogue
from asyncfix.dataflow.value_facts import Kept
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Span
from asyncfix.rewrite.native_fixes import paths_at
from asyncfix.syntax.node_path import NodePath, dotted
from asyncfix.syntax.parse import parse
from asyncfix.syntax.tree import Tree

_HARMLESS = frozenset({"ABC", "Cog", "Generic", "Protocol", "object"})


def looked_up(kept: Kept, index: Index | None, path: str) -> Kept:
    """The same with what the rest of the project has to do with it."""
    found = [*kept.elsewhere]
    found += [
        f"the base class `{base}` may use `{kept.name}` as well"
        for base in kept.bases
        if base.partition("[")[0].rpartition(".")[2] not in _HARMLESS and not _is_here(base, index, path)
    ]
    if index is None:
        return replace(kept, elsewhere=tuple(found))
    doubt = kept.doubt
    own = os.path.abspath(path)
    for other in index.files_with(kept.name):
        if other == own:
            continue
        for line, sure in _uses(other, kept, module_name(own)):
            if sure:
                doubt = doubt or f"{os.path.basename(other)}:{line} uses it as well"
            else:
                found.append(f"{os.path.basename(other)}:{line} uses the `{kept.name}` of an object, which may be this")
            break
    return replace(kept, doubt=doubt, elsewhere=tuple(found))


def sending(tree: Tree, catalogue: Catalogue, kind: str, covers: Iterable[Span]) -> Iterator[NodePath]:
    """The paths to those of the places that are calls of methods of the type and that block."""
    for span in sorted(covers):
        for path in paths_at(tree, span):
            row = catalogue.member(kind, method_of(path))
            if row is not None and row.blocks and _is_on_name(path):
                yield path


def method_of(path: NodePath) -> str:
    """The method that the call at the end of the path calls; "" for none."""
    node = path[-1].node
    return node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""


def _is_on_name(path: NodePath) -> bool:
    """True for a method of a name or of an attribute, not of what another call gives."""
    node = path[-1].node
    return isinstance(node, ast.Call) and dotted(node.func) is not None


def _is_here(base: str, index: Index | None, path: str) -> bool:
    """True for a base class that the file itself defines, whose uses were seen."""
    summary = index.project.summaries.get(os.path.abspath(path)) if index is not None else None
    return summary is not None and base in summary.classes


def _uses(path: str, kept: Kept, module: str) -> Iterator[tuple[int, bool]]:
    """The lines of a file that use the object, and whether they surely do; those that may come last."""
    try:
        with open(path, "rb") as file:
            source = Source(file.read(), path)
        tree = parse(source)
    except (OSError, UnreadableError, RecursionError, ValueError):
        yield 1, True
        return
    named = kept.owner in source.text if kept.owner else False
    judged = (_judged(node, kept, module, named) for node in ast.walk(tree))
    yield from sorted((found for found in judged if found is not None), key=lambda found: (not found[1], found[0]))


def _judged(node: ast.AST, kept: Kept, module: str, named: bool) -> tuple[int, bool] | None:
    """The line of a node that may use the object, and whether it surely does; `named`: the file names its class."""
    match node:
        case ast.ImportFrom() if not kept.owner and (node.module or "").rpartition(".")[2] in (module, ""):
            taken = any(alias.name in (kept.name, "*") for alias in node.names)
            return (node.lineno, True) if taken else None
        case ast.Attribute(value=holder, attr=attr) if attr == kept.name:
            if not kept.owner:
                return node.lineno, _last(holder) == module
            on_self = isinstance(holder, ast.Name) and holder.id in ("self", "cls")
            return (node.lineno, named) if named or not on_self else None
        case ast.Constant(value=str() as text) if not kept.owner and f"{module}.{kept.name}" in text:
            return node.lineno, False
    return None


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
