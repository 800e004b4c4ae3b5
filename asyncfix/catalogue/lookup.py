"""Finding rows and types, loading no more of the catalogue than a question needs.

The tables say what they know about by the first part of a qualified name. `time.sleep` so loads the
one table that has `time`, and a name of a package that no table knows loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from asyncfix.catalogue.package_index import TABLES, WHERE
from asyncfix.catalogue.rows import Argument, Row, Threads, TypeRow

_ANY_METHOD = "*"
BLOCKING_ATTRIBUTES = frozenset({
    "active_branch", "address", "apparent_encoding", "arbiters", "branches", "common", "common_dirs", "common_files",
    "common_funny", "content", "description", "diff_files", "fieldnames", "funny_files", "generate_root_status",
    "ha_status", "heads",
    "is_mongos", "is_primary", "key_status", "left_list", "left_only", "primary", "references", "refs",
    "rekey_status", "remotes", "right_list", "right_only", "same_files", "seal_status", "secondaries", "subdirs",
    "submodules", "tags", "text", "text_stream", "untracked_files",
})  # fmt: skip
"""The names of attributes whose reading blocks, without their classes, so that no table has to be loaded for a no."""


class Catalogue:
    """The tables, and rows and types of one's own, which replace the tables' where they have the same name."""

    def __init__(self, rows: Sequence[Row] = (), types: Sequence[TypeRow] = ()) -> None:
        self._own = (tuple(rows), tuple(types))
        self._rows: dict[str, Row] = {}
        self._types: dict[str, TypeRow] = {}
        self._aliases: dict[str, str] = {}
        self._loaded: set[str] = set()
        self._canonical: dict[str, str] = {}
        self._lineages: dict[str, tuple[TypeRow, ...]] = {}
        self._add_own()

    def row(self, name: str) -> Row | None:
        """The row of a qualified name, under whatever name a module has it; None where the catalogue has none.

        A method may be named by a subclass of the class that defines it, or through an attribute of a module
        whose type is known, as `sys.stdin.readline`.
        """
        self._load(name)
        found = self._rows.get(name)
        if found is not None:
            return found
        real = self.canonical(name)
        found = self._rows.get(real)
        owner, _, attribute = real.rpartition(".")
        if found is not None or not owner:
            return found
        if self.type(owner) is None:
            above = self.row(owner)
            owner = above.returns if above is not None and above.attribute else ""
        return self.member(owner, attribute) if owner else None

    def type(self, name: str) -> TypeRow | None:
        """The type of a qualified name, under whatever name a module has it."""
        return self._types.get(self.canonical(name))

    def member(self, owner: str, attribute: str) -> Row | None:
        """The row of a method or attribute of a type: its own, a base's, or the one that stands for all methods."""
        lineage = tuple(self.lineage(owner))
        for kind in lineage:
            found = self._rows.get(f"{kind.name}.{attribute}")
            if found is not None:
                return found
        if attribute.startswith("_"):
            return None
        for kind in lineage:
            found = self._rows.get(f"{kind.name}.{_ANY_METHOD}")
            if found is not None:
                return _for_method(found, attribute)
        return None

    def attribute(self, owner: str, name: str) -> Row | None:
        """The type that an attribute of a type has when it is read; None for methods and where it is unknown."""
        for word in (name, "__getattr__"):
            for kind in self.lineage(owner):
                found = self._rows.get(f"{kind.name}.{word}")
                if found is not None:
                    return found if found.attribute else None
        return None

    def lineage(self, name: str) -> Iterator[TypeRow]:
        """A type and its bases, each once, the nearest first. Nothing for what is no type."""
        if name not in self._lineages:
            self._load(name)
            self._lineages[name] = tuple(self._ancestors(name))
        yield from self._lineages[name]

    def _ancestors(self, name: str) -> Iterator[TypeRow]:
        seen: set[str] = set()
        waiting = [self.canonical(name)]
        while waiting:
            current = waiting.pop(0)
            kind = self.type(current)
            if kind is not None and kind.name not in seen:
                seen.add(kind.name)
                yield kind
                waiting[:0] = kind.bases

    def threads(self, name: str) -> Threads | None:
        """Which threads may use objects of a type, None where the catalogue does not say."""
        return next((kind.threads for kind in self.lineage(name) if kind.threads is not None), None)

    def covers(self, name: str) -> bool:
        """True for what belongs to a library of which the tables tell something."""
        return name.partition(".")[0] in WHERE or self.row(name) is not None

    def canonical(self, name: str) -> str:
        """The name by which the catalogue knows what a qualified name means: `posixpath.exists` is `os.path.exists`."""
        known = self._canonical.get(name)
        if known is None:
            self._load(name)
            known = self._canonical[name] = self._usual(name)
        return known

    def _usual(self, name: str) -> str:
        for _ in range(5):
            self._load(name)
            shorter, rest = name, ""
            while shorter not in self._aliases:
                shorter, dot, last = shorter.rpartition(".")
                if not dot:
                    return name
                rest = f".{last}{rest}"
            if name in self._rows or name in self._types:
                return name
            name = self._aliases[shorter] + rest
        return name

    def rows(self) -> tuple[Row, ...]:
        """All rows, sorted by name."""
        self._load_tables(TABLES)
        return tuple(row for _, row in sorted(self._rows.items()))

    def types(self) -> tuple[TypeRow, ...]:
        """All types, sorted by name."""
        self._load_tables(TABLES)
        return tuple(kind for _, kind in sorted(self._types.items()))

    def aliases(self) -> dict[str, str]:
        """Other names of modules, classes and functions, and those that the catalogue has them by."""
        self._load_tables(TABLES)
        return dict(self._aliases)

    def _load(self, name: str) -> None:
        self._load_tables(WHERE.get(name.partition(".")[0], ()))

    def _load_tables(self, tables: Iterable[str]) -> None:
        missing = [table for table in tables if table not in self._loaded]
        for table in missing:
            self._loaded.add(table)
            module = import_module(f"asyncfix.catalogue.{table}")
            self._rows.update((row.name, row) for row in module.ROWS)
            self._types.update((kind.name, kind) for kind in module.TYPES)
            self._aliases.update(module.ALIASES)
        if missing:
            self._canonical.clear()
            self._lineages.clear()
            self._add_own()

    def _add_own(self) -> None:
        rows, types = self._own
        self._rows.update((row.name, row) for row in rows)
        self._types.update((kind.name, kind) for kind in types)


def _for_method(row: Row, method: str) -> Row:
    """The row of one method, from one that stands for all."""
    twins = tuple((library, twin.replace(_ANY_METHOD, method)) for library, twin in row.twins)
    return row._replace(name=row.name.replace(_ANY_METHOD, method), twins=twins)


def result_of(row: Row, held: Iterable[Argument] = ()) -> str:
    """The type that a call returns, given which of the row's conditions hold for its arguments; "" for unknown."""
    known = tuple(held)
    return next((kind for condition, kind in row.returns_when if condition in known), row.returns)
