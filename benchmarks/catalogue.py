"""Are the names of the catalogue real? python benchmarks/catalogue.py [PACKAGE ...]

Imports every third-party package that the catalogue knows and this Python has, and looks for each name in it,
twins among them. Prints what is missing, package by package, and which packages are not installed. Importing runs
the packages' code: use an environment made for it.
"""

from __future__ import annotations

import importlib
import inspect
import sys
import warnings
from collections import Counter

from asyncfix.catalogue import CATALOGUE, Row, TypeRow

TYPES = {kind.name: kind for kind in CATALOGUE.types()}


def resolved(name: str) -> object:
    """What a qualified name means. Raises ImportError for a package that is not there, AttributeError for a name."""
    package = package_of(name)
    found: object = importlib.import_module(package)
    parts = name.removeprefix(package).split(".")[1:]
    while parts:
        try:
            found = importlib.import_module(f"{package}.{parts[0]}")
        except ImportError:
            break
        package = f"{package}.{parts.pop(0)}"
    for part in parts:
        found = getattr(found, part)
    return found


_NAMESPACES = ("azure.keyvault.", "azure.search.", "azure.storage.", "azure.", "google.cloud.", "google.")


def package_of(name: str) -> str:
    """The package that has to be installed: below `google` are many."""
    space = next((space for space in _NAMESPACES if name.startswith(space)), "")
    return space + name.removeprefix(space).partition(".")[0]


def exists(name: str) -> bool:
    """True for a name that is there, or that the methods of its class set on their object."""
    try:
        resolved(name)
        return True
    except AttributeError:
        owner, _, attribute = name.rpartition(".")
    try:
        kind = resolved(owner)
        if not inspect.isclass(kind):
            return False
        if any(attribute in vars(base).get("__annotations__", {}) for base in kind.__mro__):
            return True
        return f"self.{attribute}" in inspect.getsource(kind)
    except (AttributeError, OSError, TypeError):
        return False


def checked(name: str) -> bool:
    """True for names that stand for something that can be imported."""
    if name.endswith((".*", ".__getattr__")) or "()" in name:
        return False
    owner = TYPES.get(name.rpartition(".")[0])
    return owner is None or owner.real


def main(wanted: list[str]) -> None:
    """Print the report."""
    items: list[Row | TypeRow] = [*CATALOGUE.rows(), *(kind for kind in TYPES.values() if kind.real)]
    names = {(item.name, item.note) for item in items} | {
        (twin, f"twin of {item.name}") for item in items if isinstance(item, Row) for _, twin in item.twins
    }
    counts: Counter[str] = Counter()
    absent: set[str] = set()
    for name, note in sorted(names):
        package = package_of(name)
        if "." not in name or package in sys.stdlib_module_names or not checked(name) or package in absent:
            continue
        if wanted and package not in wanted:
            continue
        try:
            found = exists(name)
        except ImportError:
            absent.add(package)
            continue
        counts[package] += 1
        if not found:
            print(f"missing: {name}{f' ({note})' if note else ''}")
    print(f"{counts.total()} names looked for in {len(counts)} packages: {', '.join(sorted(counts))}")
    print(f"not installed: {', '.join(sorted(absent))}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(sys.argv[1:])
