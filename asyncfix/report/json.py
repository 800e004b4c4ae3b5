"""`--format json`. The classes below are the schema: one class an object, every key always there.

`version` changes when a key goes or changes its meaning; new keys may come without it. Lines and
columns count from 1, columns and offsets in characters (code points), offsets from 0 without a byte
order mark. Ends are exclusive. All positions are places in the text as it was analysed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TypedDict

from asyncfix import __version__
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit
from asyncfix.fixes import Fix, OtherFilePart
from asyncfix.report.model import FileResult, FindingState, RunOutcome, RunResult, part_edits
from asyncfix.report.summary import summarize

SCHEMA_VERSION = 1


class Document(TypedDict):
    """The report of a run."""

    version: int
    tool: ToolRow
    wrote: bool  # whether the run was to write
    elapsed: float  # seconds
    summary: SummaryRow
    files: list[FileRow]  # those with findings or problems
    unreadable: list[PathReason]
    problems: list[str]  # what kept the tool from doing its job
    notes: list[str]


class ToolRow(TypedDict):
    """The tool that made the report."""

    name: str
    version: str


class SummaryRow(TypedDict):
    """Counts: of files, then of findings by state."""

    scanned: int
    changed: int  # rewritten, or would be
    unreadable: int
    refused: int  # could not be written
    fixed: int
    fixable: int
    review: int
    skipped: int
    withdrawn: int  # always 0: a fix that fails its check is a skip with the reason
    suppressed: int
    reasons: list[ReasonRow]  # of the skipped ones, most frequent first


class ReasonRow(TypedDict):
    """A reason, and the number of times that it was given."""

    reason: str
    count: int


class PathReason(TypedDict):
    """A file that could not be read or parsed."""

    path: str
    reason: str


class FileRow(TypedDict):
    """A file with findings or problems."""

    path: str
    written: bool
    refused: str  # why the new text could not be written
    problem: str  # why the fixes have no edits here
    notes: list[str]
    findings: list[FindingRow]


class FindingRow(TypedDict):
    """One place that blocks the event loop, or misuses it."""

    recipe: str
    call: str  # qualified name
    function: str  # qualified name inside the module, "" at module level
    message: str
    state: str  # "fixed", "fixable", "review", "skipped", "suppressed"
    reason: str  # why there is no fix
    suppressed: str  # the comment that silences it
    family: str  # of the catalogue: "database"; "" where it does not know the call
    severity: str  # of the catalogue: "high", "medium", "low"
    chain: list[StepRow]  # from the function that is called to what blocks; empty for a direct call
    start: JsonPlace
    end: JsonPlace
    fixes: list[FixRow]  # best first


class StepRow(TypedDict):
    """One call on the way from a coroutine to what blocks."""

    function: str  # what is called
    path: str  # of the file that calls it
    line: int


class FixRow(TypedDict):
    """One way to change it, imports included; made whole or not at all."""

    title: str
    form: str  # "native", "thread hop", "extracted helper", "sync handler", "process pool"
    safety: str  # "safe" or "review"
    hazards: list[str]
    chosen: bool  # the one that was or would be made
    edits: list[EditRow]  # in order of place; none overlap
    elsewhere: list[PartRow]  # what it does in other files, by path


class PartRow(TypedDict):
    """The part of a fix in another file than that of the finding."""

    path: str
    problem: str  # why there are no edits here
    edits: list[EditRow]


class EditRow(TypedDict):
    """Replace what stands between two places."""

    start: JsonPlace
    end: JsonPlace
    text: str


class JsonPlace(TypedDict):
    """A place between two characters."""

    line: int
    column: int
    offset: int


def report(run: RunResult) -> str:
    """The run as one JSON document in ASCII, with a final line feed. Reads the files that have fixes."""
    document: Document = {
        "version": SCHEMA_VERSION,
        "tool": {"name": "asyncfix", "version": __version__},
        "wrote": run.wrote,
        "elapsed": round(run.elapsed, 3),
        "summary": _summary(run),
        "files": [_file(result) for result in run.files],
        "unreadable": [{"path": path, "reason": reason} for path, reason in run.unreadable],
        "problems": list(run.problems),
        "notes": [*run.notes, *run.warnings],
    }
    return json.dumps(document, indent=2) + "\n"


def _summary(run: RunResult) -> SummaryRow:
    summary = summarize(run)
    return {
        "scanned": run.scanned,
        "changed": run.changed,
        "unreadable": len(run.unreadable),
        "refused": len(summary.refused),
        "fixed": summary[FindingState.FIXED],
        "fixable": summary[FindingState.FIXABLE],
        "review": summary[FindingState.REVIEW],
        "skipped": summary[FindingState.SKIPPED],
        "withdrawn": 0,
        "suppressed": summary[FindingState.SUPPRESSED],
        "reasons": [{"reason": reason, "count": count} for reason, count in summary.reasons],
    }


def _file(result: FileResult) -> FileRow:
    source, problem = None, ""
    if any(outcome.offered for outcome in result.outcomes):
        try:
            source = result.analysed()
        except UnreadableError as error:
            problem = f"the file {error}"
    return {
        "path": result.path,
        "written": result.written,
        "refused": result.refused,
        "problem": problem,
        "notes": list(result.report.notes),
        "findings": [_finding(result, outcome, source) for outcome in result.outcomes],
    }


def _finding(result: FileResult, outcome: RunOutcome, source: Source | None) -> FindingRow:
    finding = outcome.finding
    return {
        "recipe": finding.recipe,
        "call": finding.call,
        "function": finding.function,
        "message": finding.message,
        "state": outcome.state.value,
        "reason": outcome.reason,
        "suppressed": finding.suppressed,
        "family": finding.family,
        "severity": finding.severity,
        "chain": [{"function": one.function, "path": one.path, "line": one.line} for one in finding.chain],
        "start": {"line": finding.line, "column": finding.column, "offset": finding.span.start},
        "end": {"line": finding.end_line, "column": finding.end_column, "offset": finding.span.end},
        "fixes": [_fix(result, fix, fix == outcome.fix, source) for fix in outcome.offered],
    }


def _fix(result: FileResult, fix: Fix, chosen: bool, source: Source | None) -> FixRow:
    edits = result.edits([fix]) if source else []
    return {
        "title": fix.title,
        "form": fix.form.value,
        "safety": fix.safety.value,
        "hazards": list(fix.hazards),
        "chosen": chosen,
        "edits": _edits(source, edits) if source else [],
        "elsewhere": [_part(result, part) for part in fix.elsewhere],
    }


def _part(result: FileResult, part: OtherFilePart) -> PartRow:
    try:
        return {"path": part.path, "problem": "", "edits": _edits(result.part(part), part_edits(part))}
    except UnreadableError as error:
        return {"path": part.path, "problem": f"the file {error}", "edits": []}


def _edits(source: Source, edits: Sequence[Edit]) -> list[EditRow]:
    return [
        {"start": _place(source, edit.span.start), "end": _place(source, edit.span.end), "text": edit.text}
        for edit in edits
    ]


def _place(source: Source, offset: int) -> JsonPlace:
    line, column = source.position(offset)
    return {"line": line, "column": column, "offset": offset}
