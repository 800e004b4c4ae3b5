"""The decisions that a person can make on changes, and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asyncfix.fixes import Fix
from asyncfix.review.review_changes import Option, ReviewChange


class Order(StrEnum):
    """In which order changes are shown."""

    PATH = "path"
    SEVERITY = "severity"
    RECIPE = "recipe"


class Standing(StrEnum):
    """The standings that a change may have."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IGNORED = "ignored with a comment"
    COVERED = "done by another change"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a person to a change."""

    yes: bool
    option: str = ""  # its id
    texts: tuple[str, ...] = ()  # of one edited by hand; `option` is then what was edited


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """An answer to all open changes of a kind, those included that are yet to be found."""

    yes: bool
    recipe: str = ""  # "": of any
    only_safe: bool = False
    form: str = ""  # the form to take where a change offers it

    def concerns(self, change: ReviewChange) -> bool:
        return not self.recipe or change.recipe == self.recipe


@dataclass(slots=True)
class DecisionStep:
    """The effect of one key."""

    at: str  # the key of the change that was shown
    sets: list[tuple[str, Answer | None, Answer | None]]  # key, answer before, answer after
    rule: DecisionRule | None = None


@dataclass(frozen=True, slots=True)
class DecisionEvent:
    """A change of the answers, for the session on disk."""

    kind: str  # "step", "undo", "more": changes that a rule met later, "less": answers that turned out impossible
    step: DecisionStep | None = None
    index: int = -1  # of the step that "more" and "less" speak of
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of changes of each standing."""

    total: int = 0
    open: int = 0
    accepted: int = 0
    rejected: int = 0
    ignored: int = 0
    covered: int = 0


@dataclass(slots=True)
class Checks:
    """The questions of the state about files."""

    problem: Callable[[str, Sequence[Fix]], str]  # why fixes of a file can't be made together
    likely: Callable[[str, Sequence[Fix]], str]  # the same, where the analysis vouches for the rest: quick to tell
    overlap: Callable[[str, Sequence[Fix]], str]  # the part that takes no parsing
    by_hand: Callable[
        [ReviewChange, Answer], Option | None
    ]  # what a hand edit makes of a change; None: it can't any more
