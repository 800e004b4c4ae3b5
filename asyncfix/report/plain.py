"""The text report where there is no terminal: no colours, no line longer than what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from asyncfix.report.diff import Hunk
from asyncfix.report.escape import code, visible
from asyncfix.report.finding_context import ReportedChange, changes
from asyncfix.report.model import Detail, FindingState, RunOutcome, RunResult, way
from asyncfix.report.summary import REASONS_SHOWN, advice, files_line, summarize

_INDENT = "    "


def report(run: RunResult, detail: Detail = Detail.DIFFS, verbose: bool = False) -> Iterator[str]:
    """The report, line by line, without line ends. Reads a file's source when its lines are due.

    `verbose` adds the suppressed findings and the notes.
    """
    for result in run.files if detail is not Detail.SUMMARY else ():
        listed = result.listed(verbose)
        if detail is Detail.DIFFS:
            for shown in changes(result, listed):
                yield from _change(shown)
        else:
            yield from (_line(result.path, outcome) for outcome in listed)
        yield from (f"{visible(result.path)}: {visible(note)}" for note in result.report.notes if verbose)
    yield from (f"note: {visible(note)}" for note in run.notes if verbose)
    yield from (f"warning: {visible(warning)}" for warning in run.warnings)
    yield from _summary(run)


def _head(path: str, outcome: RunOutcome) -> str:
    finding = outcome.finding
    place = f"{visible(path)}:{finding.line}:{finding.column}"
    return f"{place}: {visible(finding.recipe)} [{outcome.label}] {visible(finding.message)}"


def _line(path: str, outcome: RunOutcome) -> str:
    head, why = _head(path, outcome), visible(outcome.in_brief)
    if steps := way(outcome.finding):
        head += f": {' -> '.join(map(visible, steps))}"
    return f"{head} ({why})" if why else head


def _change(shown: ReportedChange) -> Iterator[str]:
    finding, fix, state = shown.outcome.finding, shown.outcome.fix, shown.outcome.state
    yield _head(shown.path, shown.outcome)
    if finding.function:
        yield f"{_INDENT}in {visible(finding.function)}"
    if steps := way(finding):
        yield f"{_INDENT}through {' -> '.join(map(visible, steps))}"
    if why := visible(shown.outcome.why):
        yield f"{_INDENT}{state.value}: {why}"
    if fix:
        yield f"{_INDENT}fix: {visible(fix.title)}"
        yield from (f"{_INDENT}hazard: {visible(hazard)}" for hazard in fix.hazards)
        if shown.problem:
            yield f"{_INDENT}{visible(shown.problem)}"
        if shown.same_as:
            yield f"{_INDENT}the same change as for line {shown.same_as}"
        for hunk in shown.hunks:
            yield from _hunk(hunk)
        for other in shown.others:
            yield f"{_INDENT}and in {visible(other.path)}:" + (f" {visible(other.problem)}" if other.problem else "")
            for hunk in other.hunks:
                yield from _hunk(hunk)
    yield ""


def _hunk(hunk: Hunk) -> Iterator[str]:
    yield f"{_INDENT}{hunk.header}"
    for tag, line in hunk.lines:
        yield f"{_INDENT}{tag}{code(line)}"
        if not line.endswith("\n"):
            yield f"{_INDENT}\\ No newline at end of file"


def _summary(run: RunResult) -> Iterator[str]:
    summary = summarize(run)
    yield f"{files_line(run)}."
    yield from (f"{_INDENT}{visible(path)}: {visible(reason)}" for path, reason in run.unreadable)
    if counts := [f"{count:,} {_WORDS[state]}" for state, count in summary.counts if count]:
        yield f"Findings: {', '.join(counts)}. {advice(summary)}".rstrip()
    else:
        yield "No findings."
    shown = summary.reasons[:REASONS_SHOWN]
    yield from (f"{_INDENT}{count:>5,} {visible(reason)}" for reason, count in shown)
    if more := sum(count for _, count in summary.reasons[REASONS_SHOWN:]):
        yield f"{_INDENT}{more:>5,} for other reasons"
    yield from (f"not written: {visible(path)}: {visible(reason)}" for path, reason in summary.refused)
    yield from (f"error: {visible(problem)}" for problem in run.problems)


_WORDS = {
    FindingState.FIXED: "fixed",
    FindingState.FIXABLE: "fixable",
    FindingState.REVIEW: "to review",
    FindingState.SKIPPED: "skipped",
    FindingState.SUPPRESSED: "suppressed",
}
