"""The shape of a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """What kind of thing blocks."""

    SLEEP = "sleep"


class Severity(StrEnum):
    """How long it may stop the loop."""

    HIGH = "high"  # as long as a network, a clock or another process takes


@dataclass(frozen=True, slots=True)
class Row:
    """One function that blocks."""

    name: str  # qualified: "time.sleep"
    family: Family
    severity: Severity
    codes: tuple[str, ...] = ()  # lint codes that flag it, whose `noqa` silences it here too
    twins: tuple[tuple[str, str], ...] = ()  # library -> the function of it that does the same without blocking

    def twin(self, library: str) -> str | None:
        """The qualified name of the asynchronous twin in a library."""
        return dict(self.twins).get(library)
