"""The data that a run hands to the reports: each finding with its state."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit
from asyncfix.fixes import FileReport, Finding, Fix, Frame, OtherFilePart
from asyncfix.rewrite.render import file_edits


class FindingState(StrEnum):
    """The states of a finding."""

    FIXED = "fixed"  # its fix is written
    FIXABLE = "fixable"  # its fix would be made
    REVIEW = "review"  # its fix waits for a person
    SKIPPED = "skipped"  # no rewrite is right
    SUPPRESSED = "suppressed"  # a comment silences it


class Detail(StrEnum):
    """The detail in which a report for people shows each finding."""

    DIFFS = "diffs"  # a header, the reason and the diff
    LINES = "lines"  # one line
    SUMMARY = "summary"  # nothing: the counts, and what went wrong


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """A finding, and what became of it."""

    finding: Finding
    state: FindingState
    fix: Fix | None = None  # the one that was or would be made
    reason: str = ""  # why there is none

    @property
    def label(self) -> str:
        """One word for people: how far the offered fix may be trusted, else the state."""
        return self.fix.safety.value if self.fix and self.state is FindingState.FIXABLE else self.state.value

    @property
    def why(self) -> str:
        """The reason for which it is left as it is, or the comment that silences it."""
        return self.reason or self.finding.suppressed

    @property
    def in_brief(self) -> str:
        """The reason for which it is left as it is, or what a reviewer should look at, on one line."""
        hazards = self.fix.hazards if self.fix and self.state is FindingState.REVIEW else ()
        return self.why or " ".join(hazards)

    @property
    def offered(self) -> tuple[Fix, ...]:
        """The alternatives, best first; the chosen one is always among them."""
        fixes = self.finding.fixes
        return fixes if self.fix is None or self.fix in fixes else (self.fix, *fixes)


def way(finding: Finding) -> tuple[str, ...]:
    """From the call to what blocks, a step each, as "Repo.get" or "open (app/repo.py:12)"; nothing for a direct call.

    Files below the working directory are named from there.
    """
    if not finding.chain:
        return ()
    return (finding.call, *(f"{frame.function} ({place(frame)})" for frame in finding.chain))


def place(frame: Frame) -> str:
    """The place of a step of a chain: "app/repo.py:12"."""
    return f"{near(frame.path)}:{frame.line}"


def near(path: str) -> str:
    """A path as it is written from the working directory, where the file lies below that."""
    return path.removeprefix(os.getcwd() + os.sep)


def load_part(part: OtherFilePart) -> Source:
    """Another file that a fix changes, as it was analysed. Raises UnreadableError where it is gone or has changed."""
    try:
        with open(part.path, "rb") as file:
            source = Source(file.read(), part.path)
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror or error}") from None
    if source.digest != part.digest:
        raise UnreadableError("has changed since it was analysed")
    return source


def part_edits(part: OtherFilePart) -> list[Edit]:
    """The edits of a fix in another file, imports included."""
    return file_edits(FileReport(part.path, part.digest, imports=part.imports), [part.fix])


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file with findings or problems. Every position in it counts in the text as it was analysed."""

    path: str  # for people: relative to the current folder where it lies below it
    report: FileReport
    outcomes: tuple[RunOutcome, ...]
    source: Callable[[], Source]  # the file as it was analysed, or, if it changed since, as it is
    edits: Callable[[Sequence[Fix]], list[Edit]]  # all edits of these fixes together, imports included, in order
    written: bool = False
    refused: str = ""  # why the new text could not be written
    joined: tuple[Fix, ...] = ()  # what fixes of other files do here
    part: Callable[[OtherFilePart], Source] = load_part  # another file that a fix changes, as `analysed`

    @property
    def accepted(self) -> tuple[Fix, ...]:
        """The fixes that were or would be made in this file, each once."""
        return tuple(dict.fromkeys((*(fix.here for fix in self.chosen), *self.joined)))

    @property
    def chosen(self) -> tuple[Fix, ...]:
        """The fixes of the file's findings that were or would be made, each once."""
        made = (FindingState.FIXED, FindingState.FIXABLE)
        return tuple(dict.fromkeys(each.fix for each in self.outcomes if each.fix and each.state in made))

    def listed(self, verbose: bool) -> tuple[RunOutcome, ...]:
        """The findings that a report for people lists: the suppressed ones only where it is `verbose`."""
        return tuple(each for each in self.outcomes if verbose or each.state is not FindingState.SUPPRESSED)

    def analysed(self) -> Source:
        """The source that the positions are for. Raises UnreadableError where it is gone or has changed."""
        try:
            source = self.source()
        except OSError as error:
            raise UnreadableError(f"can't be read: {error.strerror or error}") from None
        if source.digest != self.report.digest:
            raise UnreadableError("has changed since it was analysed")
        return source


@dataclass(frozen=True, slots=True)
class RunResult:
    """Everything that a run found and did."""

    files: tuple[FileResult, ...]  # only those with findings or problems
    scanned: int
    changed: int  # files that were rewritten, or would be
    unreadable: tuple[tuple[str, str], ...] = ()  # path and reason
    problems: tuple[str, ...] = ()  # what kept the tool from doing its job, as sentences
    wrote: bool = False  # whether the run was to write
    elapsed: float = 0.0  # seconds
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()  # what people have to do beside the changes


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """The description of a recipe in a report."""

    name: str
    summary: str  # one sentence
    description: str = ""  # paragraphs
    codes: tuple[str, ...] = ()  # what other linters call it: "ASYNC251"
