"""The catalogue of what blocks an event loop, as data.

A row is a fact about one function, found by its qualified name; a type says what is known of the objects
of a class. Recipes, the prefilter, the suppression comments and the reports all read it here; a new
blocking function is a new row and nothing else. One table a family, or a part of one.
"""

from __future__ import annotations

import os
from functools import lru_cache

from asyncfix.catalogue.lookup import BLOCKING_ATTRIBUTES, Catalogue, result_of
from asyncfix.catalogue.offloaders import OFFLOADERS, Offloader
from asyncfix.catalogue.rows import NO_ROWS, Argument, Cost, Custom, Family, Row, Severity, Threads, TypeRow

CATALOGUE = Catalogue()
"""The tables as they are shipped."""


@lru_cache(maxsize=4)
def catalogue_with(own: Custom) -> Catalogue:
    """The tables with rows and types of the user's own, which win."""
    return Catalogue(own.rows, own.types) if own != NO_ROWS else CATALOGUE


def row_of(name: str) -> Row | None:
    """The row of a qualified name, None where the catalogue has none."""
    return CATALOGUE.row(name)


def fingerprint() -> str:
    """A text that changes with anything in the catalogue that can change a result, for the keys of caches."""
    import hashlib

    folder = os.path.dirname(__file__)
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(os.listdir(folder)):
        if name.endswith((".py", ".txt")):
            with open(os.path.join(folder, name), "rb") as file:
                digest.update(file.read())
    return digest.hexdigest()


__all__ = [
    "BLOCKING_ATTRIBUTES",
    "CATALOGUE",
    "NO_ROWS",
    "OFFLOADERS",
    "Argument",
    "Catalogue",
    "Cost",
    "Custom",
    "Family",
    "Offloader",
    "Row",
    "Severity",
    "Threads",
    "TypeRow",
    "catalogue_with",
    "fingerprint",
    "result_of",
    "row_of",
]
