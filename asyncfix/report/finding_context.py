"""A finding with what a person needs to judge it: the diff of its fix alone, or the lines it stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from asyncfix.errors import UnreadableError
from asyncfix.files.text_edits import Span
from asyncfix.fixes import Finding, Fix, OtherFilePart
from asyncfix.report.diff import CONTEXT, Hunk, hunks, narrowed, split_lines
from asyncfix.report.emphasis import emphasis
from asyncfix.report.model import FileResult, RunOutcome, part_edits

EXCERPT_LINES = 5


@dataclass(frozen=True, slots=True)
class OtherFile:
    """The part of a fix in another file than that of the finding."""

    path: str
    text: str = ""  # the whole old text
    hunks: tuple[Hunk, ...] = ()
    problem: str = ""  # why nothing is shown


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """A finding to be shown."""

    path: str
    outcome: RunOutcome
    text: str = ""  # the whole old text
    hunks: tuple[Hunk, ...] = ()  # the fix, imports included; without a fix, the lines of the finding, unchanged
    problem: str = ""  # why there is nothing to show
    same_as: int = 0  # the line of an earlier finding whose fix this is as well; its diff was shown there
    others: tuple[OtherFile, ...] = ()  # what the fix does elsewhere

    def marks(self, hunk: Hunk) -> tuple[tuple[Span, ...], ...]:
        """For each line of one of the hunks, what to look at: the changed words, or the call that has no fix."""
        if self.outcome.fix:
            return emphasis(hunk)
        span, found = self.outcome.finding.span, []
        start = _line_start(self.text, span.start)
        for _, line in hunk.lines:
            low, high = max(span.start - start, 0), min(span.end - start, len(line.rstrip()))
            found.append((Span(low, high),) if low < high else ())
            start += len(line)
        return tuple(found)


def changes(result: FileResult, outcomes: Iterable[RunOutcome], context: int = CONTEXT) -> Iterator[ReportedChange]:
    """Findings of a file, with up to `context` lines around each change. The file is read once, for the first."""
    text, problem = "", ""
    shown: dict[Fix, int] = {}
    told: set[OtherFilePart] = set()
    for index, outcome in enumerate(outcomes):
        if not index:
            try:
                text = result.analysed().text
            except UnreadableError as error:
                problem = f"nothing to show: the file {error}"
        if problem:
            yield ReportedChange(result.path, outcome, problem=problem)
        elif outcome.fix and outcome.fix in shown:
            yield ReportedChange(result.path, outcome, text, same_as=shown[outcome.fix])
        elif outcome.fix:
            shown[outcome.fix] = outcome.finding.line
            own = hunks(text, result.edits([outcome.fix]), context)
            yield ReportedChange(
                result.path, outcome, text, own, others=tuple(_others(result, outcome.fix, context, told))
            )
            told.update(outcome.fix.elsewhere)
        else:
            yield ReportedChange(result.path, outcome, text, (_excerpt(text, outcome.finding),))


def _others(result: FileResult, fix: Fix, context: int, told: Collection[OtherFilePart]) -> Iterator[OtherFile]:
    """What a fix does elsewhere; of what was told before, only that."""
    for part in fix.elsewhere:
        if part in told:
            yield OtherFile(part.path, problem="the same as above")
            continue
        try:
            text = result.part(part).text
            yield OtherFile(part.path, text, hunks(text, part_edits(part), context))
        except UnreadableError as error:
            yield OtherFile(part.path, problem=f"nothing to show: the file {error}")


def focused(shown: ReportedChange, aside: int = 1) -> ReportedChange:
    """The change with no blank line around its hunks, and only `aside` lines around those away from the finding."""
    if not shown.outcome.fix:
        return shown
    line = shown.text.count("\n", 0, shown.outcome.finding.span.start) + 1
    cut = (
        narrowed(hunk, len(hunk.lines) if hunk.old_start <= line < hunk.old_start + hunk.old_lines else aside)
        for hunk in shown.hunks
    )
    others = (replace(one, hunks=tuple(narrowed(hunk, aside) for hunk in one.hunks)) for one in shown.others)
    return replace(shown, hunks=tuple(cut), others=tuple(others))


def _excerpt(text: str, finding: Finding) -> Hunk:
    """The lines that a finding stands on, the first few of many."""
    start = _line_start(text, finding.span.start)
    end = text.find("\n", max(finding.span.start, finding.span.end - 1)) + 1 or len(text)
    lines = split_lines(text[start:end])[:EXCERPT_LINES]
    first = text.count("\n", 0, start) + 1
    return Hunk(first, len(lines), first, len(lines), tuple((" ", line) for line in lines))


def _line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1
