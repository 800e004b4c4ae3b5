"""Recipe packs: installed packages that bring recipes along, and the version of the API that they were made for.

A pack names the package with its recipe files by an entry point of the group `asyncfix.recipes`. The package is a
recipe folder as any other, and its `__init__.py` says `ASYNCFIX_API = 2`; it is read, and never run. Only what is
installed counts: folders named site-packages or dist-packages on the search path, not the analysed project.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple

from asyncfix.errors import RecipeError
from asyncfix.recipe import API_VERSION

GROUP = "asyncfix.recipes"
_KEY = "ASYNCFIX_API"
_INSTALLED = ("site-packages", "dist-packages")


class Pack(NamedTuple):
    """A folder with recipes, and whose they are."""

    folder: Path
    label: str  # "acme-recipes 1.2"


def installed() -> list[Pack]:
    """The packs that are installed, sorted by label. Raises RecipeError for an entry point that leads nowhere."""
    found = {pack.folder: pack for path in _site_folders() for pack in _packs_in(path)}
    return sorted(found.values(), key=lambda pack: pack.label)


def check_api(folder: Path, required: bool) -> None:
    """Raise RecipeError where the folder's `__init__.py` asks for another version of the API than there is."""
    file = folder / "__init__.py"
    version = _version(file)
    if version is None:
        if required:
            raise RecipeError(f"{file}: does not say which recipe API it was made for; write {_KEY} = {API_VERSION}")
        return
    if version.value != API_VERSION:
        remedy = "install a newer asyncfix" if version.value > API_VERSION else "install a newer version of the recipes"
        raise RecipeError(
            f"{file}:{version.line}: these recipes are for version {version.value} of the recipe API, "
            f"and this asyncfix has version {API_VERSION}: {remedy}"
        )


class _Version(NamedTuple):
    value: int
    line: int


def _version(file: Path) -> _Version | None:
    import ast

    try:
        tree = ast.parse(file.read_bytes())
    except OSError:
        return None
    except (SyntaxError, ValueError) as error:
        raise RecipeError(f"{file}: does not parse: {error}") from None
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == _KEY:
                number = value.value if isinstance(value, ast.Constant) else None
                if type(number) is not int:
                    raise RecipeError(f"{file}:{node.lineno}: {_KEY} must be a whole number, such as {API_VERSION}")
                return _Version(number, node.lineno)
    return None


def _site_folders() -> list[str]:
    return [path for path in dict.fromkeys(sys.path) if os.path.basename(path.rstrip(os.sep)) in _INSTALLED]


def _packs_in(site: str) -> list[Pack]:
    """The packs of one folder of installed packages. Looks into the bytes first: metadata takes long to load."""
    try:
        with os.scandir(site) as entries:
            names = [entry.path for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))]
    except OSError:
        return []
    return [pack for name in names if _mentions(os.path.join(name, "entry_points.txt")) for pack in _of(name)]


def _mentions(file: str) -> bool:
    try:
        with open(file, "rb") as opened:
            return GROUP.encode() in opened.read()
    except OSError:
        return False


def _of(folder: str) -> list[Pack]:
    from importlib.metadata import Distribution

    found = Distribution.at(folder)
    label = f"{found.metadata['Name']} {found.version}"
    return [Pack(_folder(entry.value, label), label) for entry in found.entry_points if entry.group == GROUP]


def _folder(module: str, label: str) -> Path:
    """The folder of a package. Nothing is imported, and the working directory is no place to look."""
    here = {"", os.getcwd()}
    search: list[str] = [path for path in sys.path if path not in here]
    for part in module.split("."):
        spec = PathFinder.find_spec(part, search)
        search = list(spec.submodule_search_locations or ()) if spec is not None else []
        if not search:
            raise RecipeError(f"{label}: its entry point {GROUP} names {module}, which is no installed package")
    return Path(search[0])
