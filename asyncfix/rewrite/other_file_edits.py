"""The changes of a rewrite in other files of the project: edits with imports of their own."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence

from asyncfix.binding.qualified_names import Names
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit
from asyncfix.fixes import FileReport, Fix, ImportNeed, Introduced, OtherFilePart
from asyncfix.imports.importer import Importer, ImportRefusal, Spelling
from asyncfix.imports.insertion import insert_name, insert_top
from asyncfix.recipe import Change, Recipe, Skip
from asyncfix.rewrite.definitions import module_of
from asyncfix.rewrite.verify import verification_error
from asyncfix.syntax.node_path import NodePath, Step
from asyncfix.syntax.tree import Tree

_NAMED = re.compile(r"\0([^\0]+)\0")


def parts_abroad(
    recipe: Recipe, changes: Sequence[Change], made: Mapping[str, str]
) -> tuple[OtherFilePart, ...] | Skip:
    """The parts of a fix in other files, by path. `made` are the names of the definitions in the fix's own file."""
    parts = []
    for path in sorted({change.path for change in changes}):
        try:
            with open(path, "rb") as file:
                tree = Tree(Source(file.read(), path))
        except (OSError, UnreadableError) as error:
            return Skip(f"{path}, which has to change as well, can't be read: {error}")
        part = _part(tree, recipe, [change for change in changes if change.path == path], made)
        if isinstance(part, ImportRefusal):
            return Skip(part.reason)
        source = tree.source
        problem = verification_error(source, FileReport(path, source.digest), [part])
        if problem:
            return Skip(f"in {path}, which has to change as well, {problem}")
        parts.append(OtherFilePart(path, source.digest, part))
    return tuple(parts)


def _part(tree: Tree, recipe: Recipe, changes: Sequence[Change], made: Mapping[str, str]) -> Fix | ImportRefusal:
    importer = Importer(tree, Names(tree))
    edits: dict[Edit, list[tuple[int, str]]] = {}
    needs: list[ImportNeed] = []
    for change in changes:
        written, roots, at = "", [], 0
        text = (change.text or "").replace("\n", tree.source.newline)
        for match in _NAMED.finditer(text):
            written += text[at : match.start()]
            at = match.end()
            spelling = _spelled(tree, importer, recipe, match[1], change, made)
            if isinstance(spelling, ImportRefusal):
                return spelling
            roots.append((len(written), spelling.root_target))
            written += spelling.text
            needs += [spelling.need] if spelling.need is not None else []
        written += text[at:]
        edits[Edit(change.span, written)] = roots
    ordered = sorted(edits, key=lambda edit: edit.span)
    introduces = (
        Introduced(index, offset, target) for index, edit in enumerate(ordered) for offset, target in edits[edit]
    )
    return Fix(
        recipe.name, recipe.name, tuple(ordered), needs=tuple(dict.fromkeys(needs)), introduces=tuple(introduces)
    )


def _spelled(
    tree: Tree, importer: Importer, recipe: Recipe, name: str, change: Change, made: Mapping[str, str]
) -> Spelling | ImportRefusal:
    """How the file writes a name of `imports`, or "module.name as alias" for a definition of the fix's own file."""
    target, _, alias = name.partition(" as ")
    if not alias:
        return spelled_at_top(tree, importer, recipe, name, change)
    module, _, word = target.rpartition(".")
    module = module or "."
    word = made.get(word, word)
    return _imported(tree, importer, module, word, alias)


def spelled_at_top(
    tree: Tree, importer: Importer, recipe: Recipe, name: str, change: Change
) -> Spelling | ImportRefusal:
    """The spelling of a name in a change at the top level of the module, which is imported before that."""
    spelling = importer.spell_at_module_level(name, module_of(recipe, name), _top_path(tree, change))
    edit = spelling.need.statement if isinstance(spelling, Spelling) and spelling.need is not None else None
    if edit is not None and edit.span.start > change.span.start:
        return ImportRefusal(f"the import of `{name}` would come too late in {tree.source.path}")
    return spelling


def _top_path(tree: Tree, change: Change) -> NodePath:
    """The path to the statement of the module that a change stands in, or before."""
    spans = ((tree.span(one), one) for one in tree.module.body)
    found = next((one for span, one in spans if span.end > change.span.start), tree.module.body[-1])
    return (Step(tree.module, ""), Step(found, "body"))


def _imported(tree: Tree, importer: Importer, module: str, word: str, alias: str) -> Spelling | ImportRefusal:
    """A definition of another module by an alias, or by the name that the file imports it by already."""
    target = f"{module}{word}" if module.endswith(".") else f"{module}.{word}"
    beside: ast.ImportFrom | None = None
    for one in tree.module.body:
        if isinstance(one, ast.ImportFrom) and "." * one.level + (one.module or "") == module:
            for name in one.names:
                if name.name == word:
                    return Spelling(name.asname or word, name.asname or word, target)
            beside = one if one.names[0].name != "*" else beside
    if not importer.is_free(alias):
        return ImportRefusal(
            f"{tree.source.path}, which has to change as well, has the name `{alias}` for something else"
        )
    text = f"{word} as {alias}"
    edit = insert_name(tree, beside, text) if beside else insert_top(tree, f"from {module} import {text}", module)
    return Spelling(alias, alias, target, ImportNeed(binds=alias, target=target, statement=edit))
