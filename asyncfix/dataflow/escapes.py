"""Objects that live on: on `self`, or in a variable of the module. Where does the file use them?"""

from __future__ import annotations

import ast

from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.execution_context import ExecutionContext, place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.def_use import line_of, mentions_of, use_of
from asyncfix.dataflow.value_facts import Closing, Kept, Use
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_path import FUNCTIONS, NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree

_CLOSERS = ("aclose", "close", "__aexit__")


def kept_at(tree: Tree, names: Names, path: NodePath) -> Kept | None:
    """The place that keeps the value of the call at the end of the path; None where none does."""
    statement, step = path[-2].node, path[-1]
    if step.field != "value":
        return None
    match statement:
        case ast.Assign(targets=[target]) | ast.AnnAssign(target=target):
            pass
        case _:
            return None
    place = place_of(path)
    if isinstance(target, ast.Attribute):
        return _on_self(tree, names, path, place, target)
    if place.unit is Unit.MODULE and isinstance(target, ast.Name) and names.scopes(path)[-1].is_module:
        return _in_module(tree, names, path, target)
    return None


def _on_self(tree: Tree, names: Names, path: NodePath, place: ExecutionContext, target: ast.Attribute) -> Kept | None:
    owner = _class_of(place)
    if owner is None or not isinstance(target.value, ast.Name) or target.value.id != _self(place):
        return None
    related = _related(tree, owner)
    uses: list[Use] = []
    doubt = ""
    for mention in mentions_of(tree, target.attr):
        node = mention[-1].node
        if not isinstance(node, ast.Attribute) or node.attr != target.attr or node is target:
            continue
        line = tree.source.position(tree.span(node).start)[0]
        holder = _holder(mention, node)
        if holder is None and names.meaning(mention).certain:
            continue  # of a module: `requests.session`
        if holder is None:
            doubt = doubt or f"line {line} uses the `{target.attr}` of an object, which may be this one"
        elif holder not in related:
            if not _sets(holder, target.attr):
                doubt = doubt or f"line {line} uses `{ast.unparse(node)}`, which `{holder.name}` does not set itself"
        elif isinstance(node.ctx, ast.Load):
            uses.extend(use_of(tree, names, mention))
        elif not _is_none(mention):
            doubt = doubt or f"line {line} gives `{ast.unparse(node)}` another value"
    bases = tuple(ast.unparse(base) for base in owner.bases)
    return Kept(
        target.attr, tuple(uses), doubt, _annotations(tree, names, path, owner, target.attr), owner.name, bases,
        _closing(tree, place, owner),
    )  # fmt: skip


def _in_module(tree: Tree, names: Names, path: NodePath, target: ast.Name) -> Kept:
    uses: list[Use] = []
    meaning = names.lookup(target.id, names.scopes(path))
    doubt = "" if len(meaning.bindings) == 1 else f"`{target.id}` is bound more than once"
    for mention in mentions_of(tree, target.id):
        node = mention[-1].node
        if not isinstance(node, ast.Name) or node.id != target.id or not isinstance(node.ctx, ast.Load):
            continue
        scope = names.lookup(node.id, names.scopes(mention)).scope
        if scope is not None and scope.is_module:
            uses.extend(use_of(tree, names, mention))
    notes = _annotations(tree, names, path, None, "")
    return Kept(target.id, tuple(uses), doubt, notes)


def _class_of(place: ExecutionContext) -> ast.ClassDef | None:
    """The class whose method the place is."""
    if not isinstance(place.function, FUNCTIONS) or len(place.path) < 2:
        return None
    holder = place.path[-2].node
    return holder if isinstance(holder, ast.ClassDef) else None


def _self(place: ExecutionContext) -> str:
    arguments = place.function.args if place.function is not None else None
    first = [*arguments.posonlyargs, *arguments.args][:1] if arguments is not None else []
    return first[0].arg if first else ""


def _holder(path: NodePath, node: ast.Attribute) -> ast.ClassDef | None:
    """The class of which the object is whose attribute is read; None where that can't be told."""
    if not isinstance(node.value, ast.Name):
        return None
    for index in range(len(path) - 1, 0, -1):
        if isinstance(path[index].node, FUNCTIONS):
            arguments = path[index].node.args  # type: ignore[attr-defined]
            names = [one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
            if node.value.id not in names:
                continue
            holder = path[index - 1].node
            static = any(ast.unparse(one) == "staticmethod" for one in path[index].node.decorator_list)  # type: ignore[attr-defined]
            is_self = isinstance(holder, ast.ClassDef) and names[0] == node.value.id and not static
            return holder if is_self and isinstance(holder, ast.ClassDef) else None
    return None


def _related(tree: Tree, owner: ast.ClassDef) -> set[ast.ClassDef]:
    """The class, its bases and what is derived from any of them, as far as the file defines them."""
    classes = [node for node in ast.walk(tree.module) if isinstance(node, ast.ClassDef)]
    found = {owner}
    grows = True
    while grows:
        known = {one.name for one in found}
        above = {_last(base) for one in found for base in one.bases}
        more = {one for one in classes if one.name in above or known.intersection(map(_last, one.bases))}
        grows = not more <= found
        found |= more
    return found


def _sets(holder: ast.ClassDef, name: str) -> bool:
    """True where a class gives its objects the attribute by itself."""
    attributes = (node for node in ast.walk(holder) if isinstance(node, ast.Attribute) and node.attr == name)
    names = (one.target for one in holder.body if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name))
    stored = any(isinstance(node.ctx, ast.Store) for node in attributes)
    return stored or any(one.id == name for one in names)


def _last(base: ast.expr) -> str:
    if isinstance(base, ast.Subscript):
        base = base.value
    return base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")


def _is_none(path: NodePath) -> bool:
    """True for `self.session = None`."""
    statement = path[-2].node
    value = getattr(statement, "value", None)
    assigned = isinstance(statement, (ast.Assign, ast.AnnAssign))
    return assigned and (value is None or (isinstance(value, ast.Constant) and value.value is None))


def _annotations(
    tree: Tree, names: Names, path: NodePath, owner: ast.ClassDef | None, name: str
) -> tuple[tuple[Span, str], ...]:
    """The qualified names in what annotates the place."""
    found: list[NodePath] = []
    statement = path[-2].node
    if isinstance(statement, ast.AnnAssign):
        found.append((*path[:-1], Step(statement.annotation, "annotation")))
    for one in owner.body if owner is not None else ():
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name) and one.target.id == name:
            holder = tree.path(tree.span(one.target).start)[:-1]
            found.append((*holder, Step(one.annotation, "annotation")))
    inner = (below for holder in found for below in walk_paths(holder))
    return tuple((tree.span(one[-1].node), meant) for one in inner if (meant := names.meaning(one).certain))


def _closing(tree: Tree, place: ExecutionContext, owner: ast.ClassDef) -> Closing | None:
    """The asynchronous method in which the class's objects end, and the statement behind which it can be added."""
    for name in _CLOSERS:
        for one in owner.body:
            if not isinstance(one, ast.AsyncFunctionDef) or one.name != name or not one.args.args:
                continue
            last = one.body[-1]
            line = line_of(tree, (*place.path[:-1], Step(one, "body"), Step(last, "body")))
            simple = isinstance(last, (ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Pass, ast.If, ast.With))
            bare = isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant)
            early = any(isinstance(node, (ast.Return, ast.Yield)) for node in ast.walk(one))
            if simple and not early and not (bare and len(one.body) == 1) and line.indent is not None:
                row = tree.source.line_span(tree.source.position(line.span.end)[0])
                at = row.start + len(tree.source.text[row.start : row.end].rstrip("\r\n"))
                return Closing(one.name, one.args.args[0].arg, line.indent, at)
    return None
