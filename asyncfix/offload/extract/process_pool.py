"""Work for another process: only what can be sent there and back, and changes nothing here."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from asyncfix.binding.qualified_names import Meaning, Names
from asyncfix.binding.scopes import Binds
from asyncfix.catalogue.python_names import CACHE, GET_CONTEXT, PROCESS_POOL
from asyncfix.dataflow.free_variables import scope_of
from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.dataflow.region import Region
from asyncfix.files.text_edits import Edit, Span
from asyncfix.imports.importer import Importer
from asyncfix.offload.backends.speller import Speller
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.offload.extract.helper import HelperKind, Spot, spot_of
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import DEFINITIONS, FUNCTIONS, NodePath, Step, below
from asyncfix.syntax.tree import Tree

POOL = "_process_pool"

_PLAIN = frozenset({"bool", "bytes", "complex", "float", "int", "str"})
_HOLDERS = frozenset({"Iterable", "Sequence", "dict", "frozenset", "list", "set", "tuple"})
_READERS = frozenset({"enumerate", "len", "list", "max", "min", "reversed", "set", "sorted", "sum", "tuple", "zip"})


def check(
    region: Region, names: Names, function: NodePath, inputs: Sequence[str], kind: HelperKind, writes: Sequence[str]
) -> None:
    """Raises Refused where the region can't be work for another process."""
    if kind is not HelperKind.FUNCTION:
        raise ExtractionRefused("the object of a method can't be sent to another process")
    if writes:
        raise ExtractionRefused(f"it binds `{writes[0]}` of the module, which another process has for itself")
    node = function[-1].node
    assert isinstance(node, FUNCTIONS)
    for name in inputs:
        shape = _shape(node, name)
        if shape not in ("plain", "holder"):
            raise ExtractionRefused(f"nothing says that `{name}` can be sent to another process")
        if shape == "holder" and not _only_read(region, name):
            raise ExtractionRefused(f"`{name}` may be changed in it, which another process would do to a copy")
    for name, meaning in _globals_of(region, names, function):
        if not _is_the_same_there(meaning):
            raise ExtractionRefused(f"`{name}` is a variable of the module, which another process has for itself")


def _shape(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str) -> str:
    """What a local name holds: "plain" values, a "holder" of them, or "" for anything."""
    shapes = set()
    for binding in scope_of(function).bindings.get(name, ()):
        node = binding.node
        if isinstance(node, (ast.arg, ast.AnnAssign)) and node.annotation is not None:
            shapes.add(_of_annotation(node.annotation))
        elif binding.how is Binds.ASSIGNMENT and isinstance(binding.value, (ast.Constant, ast.JoinedStr)):
            shapes.add("plain")
        elif binding.how is Binds.ASSIGNMENT and isinstance(binding.value, ast.Call):
            called = binding.value.func
            shapes.add("plain" if isinstance(called, ast.Name) and called.id in _PLAIN | {"len"} else "")
        else:
            shapes.add("")
    return shapes.pop() if len(shapes) == 1 else ""


def _of_annotation(annotation: ast.expr) -> str:
    if isinstance(annotation, ast.Name):
        return "plain" if annotation.id in _PLAIN else ""
    if isinstance(annotation, ast.Subscript) and isinstance(annotation.value, ast.Name):
        inner = annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation.slice]
        fits = all(_of_annotation(one) or (isinstance(one, ast.Constant) and one.value is ...) for one in inner)
        return "holder" if annotation.value.id in _HOLDERS and fits else ""
    return ""


def _only_read(region: Region, name: str) -> bool:
    """True where the region does nothing with the name that could change its value."""
    allowed: set[NodeId] = set()
    for root in region.roots:
        for node in below(root):
            if isinstance(node, (ast.For, ast.comprehension)):
                allowed.add(node_id(node.iter))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _READERS:
                allowed.update(map(node_id, node.args))
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
                allowed.add(node_id(node.value))
            elif isinstance(node, ast.Compare):
                allowed.update(map(node_id, node.comparators))
    uses = [node for root in region.roots for node in below(root) if isinstance(node, ast.Name) and node.id == name]
    return all(node_id(node) in allowed for node in uses)


def _globals_of(region: Region, names: Names, function: NodePath) -> list[tuple[str, Meaning]]:
    chain = names.scopes((*function, Step(function[-1].node.body[0], "body")))  # type: ignore[attr-defined]
    found = []
    words = {node.id for root in region.roots for node in below(root) if isinstance(node, ast.Name)}
    for word in sorted(words):
        meaning = names.lookup(word, chain)
        if meaning.scope is not None and meaning.scope.is_module:
            found.append((word, meaning))
    return found


def _is_the_same_there(meaning: Meaning) -> bool:
    """True for what every process that imports the module has alike."""
    if all(one.how in (Binds.IMPORT, Binds.DEFINITION, Binds.STAR) for one in meaning.bindings):
        return True
    return len(meaning.bindings) == 1 and isinstance(meaning.bindings[0].value, ast.Constant)


def pool_edit(tree: Tree, importer: Importer) -> tuple[Edit | None, CodeFragment]:
    """The edit that adds the pool of the file, the same for every fix, and what it needs; no edit where it is there."""
    anchor = next(one for one in tree.module.body if _holds_definition(one))
    path: NodePath = (Step(tree.module, ""), Step(anchor, "body"))
    if re.search(rf"\bdef {POOL}\(", tree.source.text):
        return None, CodeFragment()
    if re.search(rf"\b{POOL}\b", tree.source.text):
        raise ExtractionRefused(f"the name `{POOL}` is taken here")
    spell = Speller(importer, path)
    spot = spot_of(tree, path, HelperKind.FUNCTION)
    if spot is None:
        raise ExtractionRefused("there is no line for the pool to stand on")
    text = _accessor(spell, spot, tree)
    return Edit(Span(spot.offset, spot.offset), text.text), text


def _holds_definition(statement: ast.stmt) -> bool:
    return any(isinstance(node, DEFINITIONS) for node in below(statement))


def _accessor(spell: Speller, spot: Spot, tree: Tree) -> CodeFragment:
    newline = tree.source.newline
    executor = spell.name(PROCESS_POOL)
    context = spell.attribute(GET_CONTEXT, "multiprocessing")
    step = "\t" if "\n\t" in tree.source.text else "    "
    return (
        CodeFragment("@")
        + spell.attribute(CACHE, "functools")
        + f"{newline}def {POOL}():{newline}{step}"
        + f'"""The worker processes, started on first use."""{newline}{step}return '
        + executor
        + "(mp_context="
        + context
        + f'("spawn")){newline}'
        + newline * spot.blank_lines
    )
