"""Positions in a text, and edits to it. What the syntax trees, the fixes and the reports share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asyncfix.errors import EditError

OVERLAP = "two edits overlap"
"""How the message begins where two edits claim the same characters."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of `Source.text`, counted from 0."""

    start: int
    end: int

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share a character. Touching spans and empty spans share none."""
        return max(self.start, other.start) < min(self.end, other.end)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace the characters of `span` by `text`. An empty span inserts, an empty text deletes."""

    span: Span
    text: str

    def shifted(self, by: int) -> Edit:
        """The same edit for a text in which `by` characters were added in front."""
        return Edit(Span(self.span.start + by, self.span.end + by), self.text)


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order of place, each once. Insertions stand before a replacement at the same place.

    Insertions at one place keep the order in which they came. Raises EditError where two edits
    claim the same character.
    """
    unique = list(dict.fromkeys(edits))
    unique.sort(key=lambda edit: (edit.span.start, edit.span.end))
    reach = 0
    for edit in unique:
        if edit.span.start < reach:
            raise EditError(f"{OVERLAP} at offset {edit.span.start}")
        reach = max(reach, edit.span.end)
    return unique


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all the edits made at once. Every character outside the edits is kept.

    Raises EditError where edits overlap or reach past the end.
    """
    pieces: list[str] = []
    at = 0
    for edit in merged(edits):
        if edit.span.start < 0 or edit.span.end < edit.span.start or edit.span.end > len(text):
            raise EditError(f"edit {edit.span} lies outside a text of {len(text)} characters")
        pieces.append(text[at : edit.span.start])
        pieces.append(edit.text)
        at = edit.span.end
    pieces.append(text[at:])
    return "".join(pieces)
