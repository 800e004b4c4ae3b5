"""What blocks an event loop, as data.

A row is a fact about one function, found by its qualified name. Recipes, the prefilter, the
suppression comments and the reports all read it here; a new blocking function is a new row and
nothing else. One module a family.
"""

from asyncfix.catalogue.offload import OFFLOADERS, Offloader
from asyncfix.catalogue.rows import Family, Row, Severity
from asyncfix.catalogue.sleep import ROWS as _SLEEP

ROWS: tuple[Row, ...] = (*_SLEEP,)

_BY_NAME = {row.name: row for row in ROWS}


def row_of(name: str) -> Row | None:
    """The row of a qualified name, None where the catalogue has none."""
    return _BY_NAME.get(name)


def fingerprint() -> str:
    """Everything in the catalogue that can change a result, for the keys of caches."""
    return repr((ROWS, OFFLOADERS))


__all__ = ["OFFLOADERS", "ROWS", "Family", "Offloader", "Row", "Severity", "fingerprint", "row_of"]
