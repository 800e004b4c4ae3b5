"""The recipes there are: bundled ones and those of folders that the user names.

A recipe folder holds Python files, each with a `RECIPE` (or several in `RECIPES`). Loading one runs
its code, so only folders that the command line or the settings name are loaded, beside our own.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import traceback
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from asyncfix.catalogue import NO_ROWS, Custom, catalogue_with
from asyncfix.errors import RecipeError, UsageError
from asyncfix.loading.recipe_plugins import Pack, check_api, installed
from asyncfix.recipe import Recipe, Subject

_PACKAGE = Path(__file__).parent.parent
BUNDLED = "bundled"
_KINDS = ("*.py", "*.args")  # recipes and what they import, and the arguments of scripts


def bundled_folder(kind: str) -> Path:
    """The folder of the bundled "recipes" or "golden" cases: in an installed package, or beside it in a checkout."""
    installed = _PACKAGE / "bundled" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind


def load(folders: Sequence[Path] = (), check: bool = False) -> tuple[Recipe, ...]:
    """The bundled recipes, those of installed packs and those of the folders, sorted by name.

    Recipes that are not bundled are checked whole (patterns compiled, captures compared); with `check`, so
    are the bundled ones. Raises RecipeError, naming file, line and remedy, for what does not load.
    """
    recipes: dict[str, Recipe] = {}
    packs = installed()
    places = [Pack(bundled_folder("recipes"), BUNDLED), *packs, *(Pack(folder, str(folder)) for folder in folders)]
    for pack in places:
        for recipe in _from_pack(pack, required=pack in packs):
            if recipe.name in recipes:
                raise RecipeError(
                    f"{recipe.origin}: the recipe {recipe.name!r} is already defined in {recipes[recipe.name].origin}; "
                    "rename one of the two"
                )
            recipes[recipe.name] = recipe
    if check or len(places) > 1:
        _check(tuple(recipes.values()), check)
    return tuple(recipes[name] for name in sorted(recipes))


def _check(recipes: Sequence[Recipe], everything: bool) -> None:
    from asyncfix.loading.recipe_checks import (  # with the patterns behind it: not for every run
        check_order,
        check_recipe,
    )

    checked = [recipe for recipe in recipes if everything or recipe.pack != BUNDLED]
    for recipe in checked:
        check_recipe(recipe)
    check_order(recipes, {recipe.origin for recipe in checked})


def _from_pack(pack: Pack, required: bool) -> list[Recipe]:
    """The recipes of one place; at least one."""
    if not pack.folder.is_dir():
        raise RecipeError(f"{pack.folder}: is not a folder, so no recipes can be loaded from it")
    if pack.label != BUNDLED:
        check_api(pack.folder, required)
    found = [replace(recipe, pack=pack.label) for recipe in _from_folder(pack.folder)]
    if not found:
        remedy = "" if required else "; write one with `asyncfix recipe new`, or take the folder out of `recipes`"
        raise RecipeError(f"{pack.folder}: holds no recipes{remedy}")
    return found


def choose(recipes: Sequence[Recipe], select: Sequence[str], ignore: Sequence[str]) -> tuple[Recipe, ...]:
    """The recipes that are selected (all where nothing is) and not ignored. Raises UsageError for unknown names."""
    names = [recipe.name for recipe in recipes]
    for name in (*select, *ignore):
        if name not in names:
            raise UsageError(f"there is no recipe {name!r}{_suggestion(name, names)}")
    return tuple(r for r in recipes if (not select or r.name in select) and r.name not in ignore)


def lint_codes(recipe: Recipe, own: Custom = NO_ROWS) -> tuple[str, ...]:
    """The codes of the lint rules that flag what the recipe is about; `own` are rows beside the catalogue's."""
    catalogue = catalogue_with(own)
    rows = [row for row in map(catalogue.row, recipe.calls) if row is not None]
    if recipe.families:
        rows = [row for row in catalogue.rows() if row.family in recipe.families]
    return tuple(dict.fromkeys([*recipe.codes, *sorted({code for row in rows for code in row.codes})]))


def subject(recipe: Recipe) -> str:
    """The subject of the recipe: the calls, or the families of the catalogue."""
    if recipe.families:
        return f"what the catalogue has under {', '.join(recipe.families)}"
    if recipe.about is not Subject.CALL:
        return f"each {recipe.about}"
    return ", ".join(recipe.calls)


def fingerprint(recipes: Collection[Recipe]) -> str:
    """Everything in the recipes that can change a result, for the keys of caches."""
    folders = sorted({os.path.dirname(recipe.origin) for recipe in recipes if recipe.origin.endswith(".py")})
    files = [file for folder in folders for kind in _KINDS for file in sorted(Path(folder).glob(kind))]
    return repr([(recipe.name, recipe.origin) for recipe in recipes]) + repr([file.read_bytes() for file in files])


def _suggestion(name: str, names: Sequence[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(names)}"


def _from_folder(folder: Path) -> Iterator[Recipe]:
    for file in sorted(folder.glob("*.py")):
        if file.name.startswith("_"):
            continue
        module, found = _loaded(file)
        if not isinstance(found, list | tuple) or not all(isinstance(recipe, Recipe) for recipe in found):
            raise RecipeError(f"{file}: defines no recipe; write RECIPE = Recipe(...), or RECIPES = [...] for several")
        summary, _, description = (module.__doc__ or "").strip().partition("\n")
        for recipe in found:
            yield replace(
                recipe,
                summary=summary or recipe.summary,
                description=description.strip() or recipe.description,
                origin=str(file),
            )


def _loaded(file: Path) -> tuple[ModuleType, object]:
    """The module of a file, and what it defines."""
    if file.parent != bundled_folder("recipes"):
        from asyncfix.codemods import is_codemod

        raw = _bytes_of(file)
        if is_codemod(raw):
            return _loaded_codemod(file, raw)
    module = _executed(file, _run, "")
    return module, _defined(module)


def _loaded_codemod(file: Path, raw: bytes) -> tuple[ModuleType, object]:
    from asyncfix.codemods import loading, package_of

    with loading(file, raw) as loaded:
        module = _executed(file, lambda run, module: loaded.execute(run, module), package_of(file))
        try:
            return module, _defined(module) or loaded.recipes(module) or [None]
        except RecipeError as error:
            raise RecipeError(f"{file}: {error}") from None
        except Exception as error:  # a codemod is the user's code: so are its patterns
            raise _load_error(file, error) from error


def _defined(module: ModuleType) -> object:
    """The value of RECIPES, or RECIPE as the only one; nothing where the module has neither."""
    found = getattr(module, "RECIPES", None)
    return [module.RECIPE] if found is None and hasattr(module, "RECIPE") else found


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise RecipeError(f"{file}: can't be read: {error.strerror or error}") from None


def _run(run: Callable[[], None], module: ModuleType) -> None:
    run()


class _Loader(SourceFileLoader):
    """Compiles a recipe each time: Python's bytecode caches can't tell two versions of one second and size apart."""

    def get_code(self, fullname: str) -> CodeType:
        return self.source_to_code(self.get_data(self.path), self.path)


def _executed(file: Path, execute: Callable[[Callable[[], None], ModuleType], None], package: str) -> ModuleType:
    """The module of a file, run as one of a package where its relative imports need that."""
    name = f"asyncfix_recipes.{file.parent.name}.{file.stem}"
    called = f"{package}.{file.stem}" if package else name
    loader = None if file.parent == bundled_folder("recipes") else _Loader(called, str(file))
    spec = importlib.util.spec_from_file_location(called, file, loader=loader)
    if spec is None or spec.loader is None:
        raise RecipeError(f"{file}: can't be loaded as a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        execute(partial(spec.loader.exec_module, module), module)
    except RecipeError as error:
        raise RecipeError(f"{_place(file, error)}: {error}") from None
    except (Exception, SystemExit) as error:  # a recipe is the user's code: whatever it raises is a load error
        raise _load_error(file, error) from error
    return module


def _load_error(file: Path, error: BaseException) -> RecipeError:
    """What a file raised, as a mistake of the file."""
    if isinstance(error, SyntaxError) and error.filename == str(file):
        from asyncfix.loading.recipe_checks import located

        line = (error.text or "").rstrip("\n")
        return RecipeError(located(str(file), error.lineno or 0, error.msg, line, error.offset or 0))
    from asyncfix.codemods import hint

    remedy = hint(_bytes_of(file)) if isinstance(error, (ValueError, IndexError)) else ""
    return RecipeError(f"{_place(file, error)}: {type(error).__name__}: {error}{remedy}")


def _place(file: Path, error: BaseException) -> str:
    """The file, and the line of it in which the error arose."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(file)]
    return f"{file}:{lines[-1]}" if lines else str(file)
