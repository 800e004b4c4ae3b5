"""Definitions that rewritten code needs once in a module: constants and helpers, before its first definition."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import ImportNeed
from asyncfix.imports.importer import Importer, ImportRefusal, Spelling
from asyncfix.imports.insertion import statement_start
from asyncfix.recipe import Definition, Recipe
from asyncfix.syntax.node_path import DEFINITIONS, Step
from asyncfix.syntax.tree import Tree

_NAMED = re.compile(r"\0([^\0]+)\0")


@dataclass(frozen=True, slots=True)
class Defined:
    """Definitions as the module has to write them."""

    names: dict[str, str]  # by the recipe's name
    needs: tuple[ImportNeed, ...]
    roots: frozenset[str]  # names that the module has already and that the definitions use


def module_of(recipe: Recipe, name: str) -> str:
    """The module that the qualified name belongs to: one of the recipe's `imports`, else all but its last part."""
    known = (one for one in sorted(recipe.imports, key=len, reverse=True) if f"{name}.".startswith(f"{one}."))
    return next(known, name.rpartition(".")[0])


def defined(tree: Tree, importer: Importer, recipe: Recipe, wanted: Sequence[Definition]) -> Defined | ImportRefusal:
    """The definitions, those that the module has already left out; or why they can't be had."""
    first = first_definition(tree.module)
    names: dict[str, str] = {}
    needs: list[ImportNeed] = []
    roots: set[str] = set()
    step = (Step(tree.module, ""), Step(first, "body"))
    for definition in wanted:
        found: dict[str, Spelling] = {}
        for mark in dict.fromkeys(_NAMED.findall(definition.code)):
            if mark != definition.name and mark not in names:
                spelled = importer.spell_at_module_level(mark, module_of(recipe, mark), step)
                if isinstance(spelled, ImportRefusal):
                    return spelled
                found[mark] = spelled
        known = {definition.name: f"\0{definition.name}\0", **names, **{mark: one.text for mark, one in found.items()}}
        text = _NAMED.sub(lambda match, known=known: known[match[1]], definition.code)  # type: ignore[misc]
        needs += [one.need for one in found.values() if one.need is not None]
        roots.update(one.root for one in found.values() if one.need is None)
        if hidden := {one.root for one in found.values()}.intersection(_locals(text)):
            return ImportRefusal(
                f"`{min(hidden)}` means something else in the function `{definition.name}` that is needed"
            )
        name, exists = _name(tree, importer, definition.name, text)
        if not name:
            return ImportRefusal(f"the name `{definition.name}` is taken here, and so are others for it")
        names[definition.name] = name
        if not exists:
            place = first
            if definition.before is not None and definition.before.start < tree.span(first).start:
                place = next(one for one in tree.module.body if tree.span(one) == definition.before)
            edit = _insertion(tree, place, text.replace(f"\0{definition.name}\0", name))
            needs.append(ImportNeed(binds=name, target=f".{name}", statement=edit, rank=definition.rank))
    return Defined(names, tuple(dict.fromkeys(needs)), frozenset(roots))


def _locals(code: str) -> set[str]:
    """The names that the functions of a definition bind for themselves."""
    nodes = [node for node in ast.walk(ast.parse(code.replace("\0", ""))) if not isinstance(node, ast.Module)]
    found = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    found.update(node.arg for node in nodes if isinstance(node, ast.arg))
    found.update(node.name for node in nodes if isinstance(node, ast.ExceptHandler) and node.name)
    return found


def _name(tree: Tree, importer: Importer, wanted: str, code: str) -> tuple[str, bool]:
    """A name that is free, or that the module gives to the same thing already."""
    for name in (wanted, f"{wanted}_", f"async_{wanted}".lower(), f"{wanted}_2"):
        if _has(tree.module, name, code.replace(f"\0{wanted}\0", name)):
            return name, True
        if importer.is_free(name):
            return name, False
    return "", False


def _has(module: ast.Module, name: str, code: str) -> bool:
    new = ast.dump(ast.parse(code).body[-1])
    for statement in module.body:
        match statement:
            case ast.FunctionDef(name=found) | ast.AsyncFunctionDef(name=found) | ast.ClassDef(name=found):
                pass
            case ast.Assign(targets=[ast.Name(id=found)]) | ast.AnnAssign(target=ast.Name(id=found)):
                pass
            case _:
                continue
        if found == name and ast.dump(statement) == new:
            return True
    return False


def first_definition(module: ast.Module) -> ast.stmt:
    """The first statement of the module that is, or holds, a function or a class."""
    for statement in module.body:
        if any(isinstance(node, DEFINITIONS) for node in ast.walk(statement)):
            return statement
    return module.body[-1]


def _insertion(tree: Tree, first: ast.stmt, code: str) -> Edit:
    source = tree.source
    line = source.position(statement_start(tree, first))[0]
    while line > 1 and source.text[source.line_span(line - 1).start :].startswith("#"):
        line -= 1
    at = source.line_span(line).start
    text = code.strip("\n") + "\n\n\n"
    wanted = 2 if text.startswith(("def ", "async def ", "class ", "@")) else 1
    blank = 0
    while (
        blank < wanted and line - blank > 1 and not source.text[source.line_span(line - blank - 1).start : at].strip()
    ):
        blank += 1
    text = "\n" * (wanted - blank if line > 1 else 0) + text
    return Edit(Span(at, at), text.replace("\n", source.newline))
