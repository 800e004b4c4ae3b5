"""The recipes there are: bundled ones and those of folders that the user names.

A recipe folder holds Python files, each with a `RECIPE` (or several in `RECIPES`). Loading one runs
its code, so only folders that the command line or the settings name are loaded, beside our own.
"""

from __future__ import annotations

import ast
import importlib.util
import os
import sys
import traceback
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from asyncfix.errors import RecipeError, UsageError
from asyncfix.recipe import Recipe, check_captures

_PACKAGE = Path(__file__).parent


def bundled_folder(kind: str) -> Path:
    """Where the bundled "recipes" or "golden" cases are: inside an installed package, or beside it in a checkout."""
    installed = _PACKAGE / "bundled" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind


def load(folders: Sequence[Path] = (), check: bool = False) -> tuple[Recipe, ...]:
    """The bundled recipes and those of the folders, sorted by name.

    The folders' recipes are checked whole (patterns compiled, captures compared); with `check`, so
    are the bundled ones. Raises RecipeError, naming file and line, for what does not load.
    """
    recipes: dict[str, Recipe] = {}
    ours = bundled_folder("recipes")
    for folder in (ours, *folders):
        if not folder.is_dir():
            raise RecipeError(f"{folder}: is not a folder, so no recipes can be loaded from it")
        loaded = False
        for recipe in _from_folder(folder):
            if recipe.name in recipes:
                raise RecipeError(
                    f"{recipe.origin}: the recipe {recipe.name!r} is already defined in {recipes[recipe.name].origin}; "
                    "rename one of the two"
                )
            if check or folder != ours:
                _check(recipe)
            recipes[recipe.name] = recipe
            loaded = True
        if not loaded:
            raise RecipeError(f"{folder}: holds no recipes")
    return tuple(recipes[name] for name in sorted(recipes))


def choose(recipes: Sequence[Recipe], select: Sequence[str], ignore: Sequence[str]) -> tuple[Recipe, ...]:
    """The recipes that are selected (all where nothing is) and not ignored. Raises UsageError for unknown names."""
    names = [recipe.name for recipe in recipes]
    for name in (*select, *ignore):
        if name not in names:
            raise UsageError(f"there is no recipe {name!r}{_suggestion(name, names)}")
    return tuple(r for r in recipes if (not select or r.name in select) and r.name not in ignore)


def lint_codes(recipe: Recipe) -> tuple[str, ...]:
    """The codes of the lint rules that flag what the recipe is about."""
    from asyncfix.catalogue import CATALOGUE, row_of

    rows = [row for row in map(row_of, recipe.calls) if row is not None]
    if recipe.families:
        rows = [row for row in CATALOGUE.rows() if row.family in recipe.families]
    return tuple(dict.fromkeys([*recipe.codes, *sorted({code for row in rows for code in row.codes})]))


def subject(recipe: Recipe) -> str:
    """What the recipe is about: the calls, or the families of the catalogue."""
    if recipe.families:
        return f"what the catalogue has under {', '.join(recipe.families)}"
    return ", ".join(recipe.calls)


def fingerprint(recipes: Collection[Recipe]) -> str:
    """Everything in the recipes that can change a result, for the keys of caches."""
    folders = sorted({os.path.dirname(recipe.origin) for recipe in recipes})
    files = [file for folder in folders for file in sorted(Path(folder).glob("*.py"))]
    return repr([(recipe.name, recipe.origin) for recipe in recipes]) + repr([file.read_bytes() for file in files])


def _suggestion(name: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(names)}"


def _from_folder(folder: Path) -> Iterator[Recipe]:
    for file in sorted(folder.glob("*.py")):
        if file.name.startswith("_"):
            continue
        module = _executed(file)
        found = getattr(module, "RECIPES", None)
        if found is None:
            found = [getattr(module, "RECIPE", None)]
        if not isinstance(found, list | tuple) or not all(isinstance(recipe, Recipe) for recipe in found):
            raise RecipeError(f"{file}: defines no recipe; write RECIPE = Recipe(...), or RECIPES = [...] for several")
        summary, _, description = (module.__doc__ or "").strip().partition("\n")
        for recipe in found:
            yield replace(recipe, summary=summary, description=description.strip(), origin=str(file))


class _Loader(SourceFileLoader):
    """Compiles a recipe each time: Python's bytecode caches can't tell two versions of one second and size apart."""

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


def _executed(file: Path) -> ModuleType:
    name = f"asyncfix_recipes.{file.parent.name}.{file.stem}"
    loader = None if file.parent == bundled_folder("recipes") else _Loader(name, str(file))
    spec = importlib.util.spec_from_file_location(name, file, loader=loader)
    if spec is None or spec.loader is None:
        raise RecipeError(f"{file}: can't be loaded as a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except RecipeError as error:
        raise RecipeError(f"{_place(file, error)}: {error}") from None
    except (Exception, SystemExit) as error:
        # a recipe is the user's code: whatever it raises is a load error of that file
        if isinstance(error, SyntaxError) and error.filename == str(file):
            raise RecipeError(f"{file}:{error.lineno}: {error.msg}") from None
        raise RecipeError(f"{_place(file, error)}: {type(error).__name__}: {error}") from error
    return module


def _place(file: Path, error: BaseException) -> str:
    """The file, and the line of it in which the error arose."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return f"{file}:{lines[-1]}" if lines else str(file)


def _check(recipe: Recipe) -> None:
    from asyncfix.matching import PatternError

    if recipe.families:
        return
    try:
        captures = recipe.compiled().captures
    except PatternError as error:
        line = _line_of(recipe, "pattern")
        pointer = "\n".join(f"    {text}" for text in error.pointer.splitlines())
        raise RecipeError(f"{line}: the pattern does not compile: {error.message}\n{pointer}") from None
    if isinstance(recipe.rewrite, str) and recipe.rewrite:
        try:
            check_captures(recipe.rewrite, captures)
        except RecipeError as error:
            raise RecipeError(f"{_line_of(recipe, 'rewrite')}: {error}") from None


def _line_of(recipe: Recipe, keyword: str) -> str:
    """The place of an argument of the recipe in its file."""
    value = getattr(recipe, keyword)
    tree = ast.parse(Path(recipe.origin).read_bytes())
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg=name, value=ast.Constant(value=found)) if name == keyword and found == value:
                return f"{recipe.origin}:{node.value.lineno}"
    return recipe.origin
