"""The files in which a golden case says what becomes of its `before.py`: one for each decision on the fixes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from asyncfix.rewrite.fix_selection import Decision, everything, safe


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file, and the fixes that are made in it. It is absent where the text is that of the outcome before."""

    file: str
    decision: Decision
    made: str  # "the safe fixes"
    heading: str  # over such cases in the documentation of a recipe
    shows_hazards: bool = False

    def of(self, case: Path) -> bool:
        """True where the case has the file."""
        return (case / self.file).exists()


OUTCOMES = (
    Outcome("after.py", safe, "the safe fixes", "What it does"),
    Outcome("unsafe.py", everything, "all fixes", "What it offers for review", shows_hazards=True),
)
"""Each makes at least the fixes of the one before."""


def changes(case: Path) -> bool:
    """True where the case says that something changes."""
    return any(outcome.of(case) for outcome in OUTCOMES)
