"""A new recipe: its file, and its first golden case."""

from __future__ import annotations

import ast
import os
import re
from dataclasses import dataclass
from pathlib import Path

from asyncfix.authoring.derive import RecipeDraft, draft
from asyncfix.authoring.testing import golden_of
from asyncfix.errors import AsyncfixError, UsageError
from asyncfix.golden.cases import Case, examine, update
from asyncfix.golden.outcomes import changes
from asyncfix.loading.registry import load
from asyncfix.recipe import Recipe

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
CASE = "the_call_is_awaited_in_a_coroutine"


@dataclass(frozen=True, slots=True)
class New:
    """The files that were written."""

    recipe: Path
    case: Path
    report: str  # what the recipe says of the case, one line per finding


def new_recipe(name: str, old: str, new: str, folder: Path) -> New:
    """Write a recipe that turns one snippet into another, and a golden case. Nothing is overwritten.

    Raises UsageError for a name or snippets that will not do, and RecipeError for what will not load beside the others.
    """
    if not _NAME.match(name):
        raise UsageError(f"{name!r} is no name of a recipe: use lower-case words with dashes, such as 'legacy-fetch'")
    drafted = draft(old, new)
    if "." not in drafted.call:
        raise UsageError(
            f"--from calls `{drafted.call}` without its module: write it as `import` would find it, "
            f"such as 'legacy.{drafted.call}(x)'"
        )
    file = folder / f"{name.replace('-', '_')}.py"
    case = golden_of(folder, new=True) / name / CASE
    for path in (file, case):
        if os.path.lexists(path):
            raise UsageError(f"{path} is there already; choose another name, or edit it")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(_recipe_text(name, drafted), encoding="utf-8")
    try:
        load([folder], check=True)
    except AsyncfixError:
        file.unlink()
        raise
    return New(file, case, _first_case(name, case, drafted, old, folder))


def _recipe_text(name: str, drafted: RecipeDraft) -> str:
    imports = "".join(f"    imports={list(drafted.imports)!r},\n" for _ in [0] if drafted.imports).replace("'", '"')
    return f'''"""Replace {drafted.call} by what does not block.

Say here why, and what is left alone: `asyncfix explain {name}` prints it.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(
    name="{name}",
    calls=["{drafted.call}"],
    pattern={_quoted(drafted.pattern)},
    rewrite={_quoted(drafted.template)},
{imports})
'''


def _quoted(text: str) -> str:
    """A string literal in double quotes where that needs no escapes."""
    return f'"{text}"' if text.isprintable() and not set(text) & set('"\\') else repr(text)


def _first_case(name: str, case: Path, drafted: RecipeDraft, old: str, folder: Path) -> str:
    parameters = ", ".join(_parameters(old))
    code = " ".join(old.split()).replace("(...)", "()")
    before = f"import {drafted.call.rpartition('.')[0]}\n\n\nasync def main({parameters}):\n    return {code}\n"
    case.mkdir(parents=True)
    (case / "before.py").write_text(before, encoding="utf-8")
    recipes: tuple[Recipe, ...] = load([folder])
    update(Case(name, case), recipes)
    flaws = examine(Case(name, case), recipes)
    if flaws:
        raise UsageError(f"the recipe is written, but its first case does not hold: {flaws[0]}")
    report = (case / "report.txt").read_text(encoding="utf-8")
    if not changes(case):
        said = " ".join(report.split()) or "it finds nothing there"
        raise UsageError(f"the recipe is written, but it changes nothing in its first case {case}: {said}")
    return report


def _parameters(old: str) -> list[str]:
    call = ast.parse(old.strip(), mode="eval").body
    assert isinstance(call, ast.Call)
    parts = [*call.args, *(keyword.value for keyword in call.keywords)]
    names = [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Name)]
    return [node.id for node in sorted(names, key=lambda node: (node.lineno, node.col_offset))]
