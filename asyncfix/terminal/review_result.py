"""The wishes for a review, and the sentences that it leaves to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from asyncfix.config.baseline import Baseline
from asyncfix.errors import UnreadableError
from asyncfix.review.background_scan import (
    ReviewScope,
)
from asyncfix.review.decisions import Order, Standing
from asyncfix.review.dialog import plural
from asyncfix.review.state import Review

DONE, LEFT, FAILED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of review that is wanted."""

    scope: ReviewScope
    order: Order = Order.PATH
    context: int = 3  # unchanged lines around a change
    as_you_go: bool = False  # write after each answer
    commit: bool = False  # one commit per recipe
    resume: bool = False
    plain: bool = False  # lines of text, for screen readers
    journal: bool = True
    command: str = ""  # for the journal
    baseline: Baseline | None = None  # takes what is rejected
    summaries: dict[str, str] = field(default_factory=dict)  # of the recipes, for commits


@dataclass(slots=True)
class ReviewResult:
    """The sentences that a review leaves to say, when the terminal is as it was."""

    lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    code: int = DONE


def take_rejected(baseline: Baseline, review: Review, text_of: Callable[[str], str], result: ReviewResult) -> None:
    """Put the findings of rejected changes into the baseline, and say so. `text_of` gives the text of a file."""
    entries = []
    for path in review.paths:
        rejected = [one for one in review.of(path) if review.standing(one) is Standing.REJECTED]
        try:
            text = text_of(path) if rejected else ""
        except UnreadableError as error:
            result.problems.append(f"{path}: {error}; its findings are not in the baseline")
            continue
        entries += [baseline.entry(path, finding, text) for one in rejected for finding in one.findings]
    if entries:
        baseline.add(entries)
        baseline.save()
        result.lines.append(f"{plural(len(entries), 'rejected finding')} went into {baseline.file}.")


def say_what_is_kept(result: ReviewResult, review: Review, left: int, scanning: bool, wrote: bool) -> bool:
    """True where answers are kept for later; says so, or what there was. `left` files wait to be written."""
    counts = review.counts()
    if left:
        yes = plural(counts.accepted + counts.ignored, "accepted change")
        result.lines.append(f"Nothing more was written: {yes} for {plural(left, 'file')} wait.")
        result.lines.append("Your answers are kept: `asyncfix review --resume` goes on with them.")
        return True
    if review.answers and (counts.open or scanning):
        result.lines.append(f"{plural(counts.open, 'change')} left open; your answers are kept:")
        result.lines.append("`asyncfix review --resume` goes on with them.")
        return True
    if counts.total == 0:
        result.lines.append("There was nothing to review.")
    elif counts.rejected and not wrote:
        result.lines.append("Nothing was written: no change was accepted.")
    return False
