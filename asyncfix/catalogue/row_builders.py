"""Short ways to write many rows of one kind. Used by the tables alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asyncfix.catalogue.rows import IN_MEMORY, Argument, Bound, Cost, Family, Row, Severity, Threads, TypeRow

if TYPE_CHECKING:
    from typing import TypedDict, Unpack

    class Facts(TypedDict, total=False):
        """The fields of a row that several rows share."""

        codes: tuple[str, ...]
        twins: tuple[tuple[str, str], ...]
        steps: bool
        attribute: bool
        unless: tuple[Argument, ...]
        returns: str
        returns_when: tuple[tuple[Argument, str], ...]
        items: tuple[str, ...]
        yields: str
        unbound: tuple[Argument, ...]
        lazy: bool
        picklable: bool
        bound: Bound
        limit: Argument
        takes: bool
        since: tuple[int, int] | None
        until: tuple[int, int] | None
        platform: str
        note: str
        cost: Cost | None


class Twin:
    """The asynchronous counterpart of a class: its methods have the names of the original's, or nearly so."""

    def __init__(self, library: str, owner: str, suffix: str = "") -> None:
        self.library = library
        self.owner = owner
        self.suffix = suffix  # of the methods' names

    def of(self, name: str) -> tuple[tuple[str, str], ...]:
        """The twin of one method, as a row has it."""
        return ((self.library, f"{self.owner}.{name}{self.suffix}"),)


def blocking(
    owner: str, names: str, family: Family, severity: Severity, twin: Twin | None = None, **facts: Unpack[Facts]
) -> tuple[Row, ...]:
    """Rows that block. `names` are words, each with what it returns where that matters: `cursor->sqlite3.Cursor`."""
    return _rows(owner, names, family, severity, True, twin, facts)


def quiet(owner: str, names: str, family: Family, **facts: Unpack[Facts]) -> tuple[Row, ...]:
    """Rows that do not block, and matter for what they return."""
    return _rows(owner, names, family, Severity.NONE, False, None, facts)


def stepping(
    owner: str, names: str, family: Family, severity: Severity, twin: Twin | None = None, **facts: Unpack[Facts]
) -> tuple[Row, ...]:
    """Rows whose call does not block, but each step of an iteration over what it returns."""
    facts["steps"] = True
    return _rows(owner, names, family, severity, False, twin, facts)


def _rows(
    owner: str, names: str, family: Family, severity: Severity, blocks: bool, twin: Twin | None, facts: Facts
) -> tuple[Row, ...]:
    found = []
    for word in names.split():
        name, _, result = word.partition("->")
        own: Facts = {**facts}
        if result:
            own["returns"] = result
        if twin is not None:
            own["twins"] = twin.of(name)
        full = f"{owner}.{name}" if owner else name
        found.append(Row(full, family, severity, blocks=blocks, **own))
    return tuple(found)


def types(names: str, threads: Threads | None = None, *bases: str) -> tuple[TypeRow, ...]:
    """Types that share their rule and their bases."""
    return tuple(TypeRow(name, threads, bases) for name in names.split())


def alias(module: str, names: str, *elsewhere: str) -> tuple[tuple[str, str], ...]:
    """Names of a module as other modules have them: pairs of the other name and the one of the catalogue."""
    return tuple((f"{other}.{name}", f"{module}.{name}") for other in elsewhere for name in names.split())


def flag(name: str, position: int | None = None) -> tuple[Argument, ...]:
    """The condition that an argument is false."""
    return (Argument(name, position, ("False",)),)


def given(name: str, position: int | None = None) -> tuple[Argument, ...]:
    """The condition under which a function that takes a file has none to touch: no argument, or one in memory."""
    return (Argument(name, position, ("None",), types=IN_MEMORY, missing=True),)


def in_memory(name: str, position: int | None = None) -> tuple[Argument, ...]:
    """The condition that an argument is a file in memory."""
    return (Argument(name, position, types=IN_MEMORY),)


def makes(words: str, kind: str) -> str:
    """The words with what they all return."""
    return " ".join(f"{word}->{kind}" for word in words.split())
