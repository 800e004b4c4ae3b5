"""The catalogue as a table or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from fnmatch import translate

from asyncfix.catalogue import CATALOGUE, Argument, Catalogue, Family, Row, Severity
from asyncfix.catalogue.costs import cost_of
from asyncfix.report.escape import visible


def matching(wanted: str, everything: bool = False, catalogue: Catalogue = CATALOGUE) -> tuple[Row, ...]:
    """The rows of a family, a severity or a lint code, or those whose name holds the text or fits the pattern.

    A name of another module, or of a subclass, finds the row that it means. Only what stops a loop, unless everything
    is wanted.
    """
    rows = tuple(row for row in catalogue.rows() if row.stops or everything)
    word = wanted.strip()
    if not word:
        return rows
    if word.lower() in [*Family, *Severity]:
        return tuple(row for row in rows if word.lower() in (row.family, row.severity))
    if word.upper().startswith("ASYNC") and word[5:].isdigit():
        return tuple(row for row in rows if word.upper() in row.codes)
    if any(character in word for character in "*?["):
        fits = re.compile(translate(word), re.IGNORECASE).match
        return tuple(row for row in rows if fits(row.name) or row.name == word)
    found = tuple(row for row in rows if word.lower() in row.name.lower())
    exact = catalogue.row(word)
    return found or ((exact,) if exact is not None else ())


def table(rows: Sequence[Row]) -> Iterator[str]:
    """One line a row, in columns, and a line that counts them."""
    cells = [(row.name, row.family, row.severity, cost_of(row), " ".join(row.codes), _about(row)) for row in rows]
    widths = [max((len(line[column]) for line in cells), default=0) for column in range(5)]
    for line in cells:
        columns = [f"{cell:{width}}" for cell, width in zip(line, widths, strict=False) if width]
        yield visible("  ".join([*columns, line[5]]).rstrip())
    yield f"{len(rows):,} {'row' if len(rows) == 1 else 'rows'}"


def as_json(rows: Sequence[Row]) -> str:
    """A JSON array of objects; what a row does not say is left out."""
    return json.dumps([_plain(row) for row in rows], indent=2) + "\n"


def _about(row: Row) -> str:
    parts = [
        "" if row.stops else "does not block",
        "each step of the iteration" if row.steps and not row.blocks else "",
        "an attribute" if row.attribute else "",
        f"not with {', '.join(map(str, row.unless))}" if row.unless else "",
        f"gives {row.returns}" if row.returns else "",
        f"instead: {', '.join(twin for _, twin in row.twins)}" if row.twins else "",
        f"from Python {_version(row.since)}" if row.since else "",
        f"before Python {_version(row.until)}" if row.until else "",
        f"on {row.platform}" if row.platform else "",
        row.note,
    ]
    return "; ".join(part for part in parts if part)


def _version(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def _plain(row: Row) -> dict[str, object]:
    values: dict[str, object] = {
        key: value for key, value in row._asdict().items() if value != Row._field_defaults.get(key) or key == "blocks"
    }
    for key in ("unless", "unbound"):
        if key in values:
            values[key] = [_condition(condition) for condition in getattr(row, key)]
    if row.returns_when:
        values["returns_when"] = [{"when": _condition(one), "returns": kind} for one, kind in row.returns_when]
    values["cost"] = cost_of(row).value
    if row.twins:
        values["twins"] = dict(row.twins)
    for key, version in (("since", row.since), ("until", row.until)):
        if version is not None:
            values[key] = _version(version)
    return values


def _condition(condition: Argument) -> dict[str, object]:
    return {key: value for key, value in condition._asdict().items() if value != Argument._field_defaults.get(key)}
