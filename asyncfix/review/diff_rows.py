"""The diff that one change makes on top of the accepted ones, as rows to draw.

The numbers are those of the file as it is on disk. A row that stands there only thanks to an accepted
change that is not written yet has none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix
from asyncfix.report.diff import Hunk, Tag, hunks, narrowed, split_lines
from asyncfix.report.emphasis import emphasis
from asyncfix.review.file_preview import FilePreview, PreviewLines
from asyncfix.syntax.parse import parse

_ASIDE = 1  # lines around what is away from the finding
_WHOLE = 1_000_000  # lines of context: all of the file


@dataclass(frozen=True, slots=True)
class DiffRow:
    """One line of a diff."""

    tag: Tag
    text: str  # with its line end
    number: int | None  # of the old line in the file; of a new line, None
    marks: tuple[Span, ...] = ()  # what changed in the line


@dataclass(frozen=True, slots=True)
class RowPart:
    """Rows that follow each other in the file."""

    rows: tuple[DiffRow, ...]
    first: int  # the line (from 1) of `Diff.text` that the first old row is


@dataclass(frozen=True, slots=True)
class Diff:
    """The lines that a change makes different."""

    text: str  # the old text, accepted changes made
    parts: tuple[RowPart, ...]

    @property
    def added(self) -> int:
        """The number of added lines."""
        return sum(row.tag == "+" for part in self.parts for row in part.rows)

    @property
    def removed(self) -> int:
        """The number of removed lines."""
        return sum(row.tag == "-" for part in self.parts for row in part.rows)


def diff_of(
    paper: FilePreview,
    accepted: Sequence[Fix],
    fixes: Sequence[Fix],
    written: Sequence[Fix],
    places: Sequence[int],
    context: int,
) -> Diff:
    """The diff of the fixes on top of the accepted ones. `written`: those that the file on disk has already.

    `places` are what it is about, as offsets in the analysed file: rows away from them, such as imports,
    have fewer lines around them. Raises EditError where the fixes can't be made together.
    """
    text, edits = paper.step(accepted, [*accepted, *fixes])
    number, made = _Numbers(paper, accepted, written), paper.edits(accepted)
    lines = [text.count("\n", 0, _moved(place, made)) + 1 for place in places]
    found = []
    for hunk in hunks(text, edits, context):
        near = any(hunk.old_start <= line < hunk.old_start + hunk.old_lines for line in lines)
        found.append(narrowed(hunk, context if near else min(context, _ASIDE)))
    return Diff(text, tuple(_part(text, hunk, number) for hunk in found))


def function_of(
    paper: FilePreview, accepted: Sequence[Fix], fixes: Sequence[Fix], written: Sequence[Fix], offset: int
) -> Diff:
    """The same with the whole of the function around a place of the analysed file (an offset)."""
    text, edits = paper.step(accepted, [*accepted, *fixes])
    number = _Numbers(paper, accepted, written)
    whole = hunks(text, edits, _WHOLE)
    first, last = _function(text, _moved(offset, paper.edits(accepted)))
    parts: list[RowPart] = []
    for hunk in whole:
        line = hunk.old_start
        rows: list[DiffRow] = []
        start = line
        for row in _part(text, hunk, number).rows:
            inside = first <= line <= last if row.tag != "+" else first <= line <= last + 1
            if inside or row.tag != " ":
                if not rows:
                    start = line
                rows.append(row)
            elif rows:
                parts.append(RowPart(tuple(rows), start))
                rows = []
            line += row.tag != "+"
        if rows:
            parts.append(RowPart(tuple(rows), start))
    return Diff(text, tuple(parts))


def sides(rows: Sequence[DiffRow]) -> Iterator[tuple[DiffRow | None, DiffRow | None]]:
    """Rows as they stand beside each other: the old ones left, the new ones right, equal ones on both sides."""
    at = 0
    while at < len(rows):
        if rows[at].tag == " ":
            yield rows[at], rows[at]
            at += 1
            continue
        middle = _run(rows, at, "-")
        end = _run(rows, middle, "+")
        for index in range(max(middle - at, end - middle)):
            left = rows[at + index] if at + index < middle else None
            right = rows[middle + index] if middle + index < end else None
            yield left, right
        at = end


def _run(rows: Sequence[DiffRow], at: int, tag: str) -> int:
    while at < len(rows) and rows[at].tag == tag:
        at += 1
    return at


class _Numbers:
    """The lines of the file on disk, by the offset of a line in the text with the accepted fixes made."""

    def __init__(self, paper: FilePreview, accepted: Sequence[Fix], written: Sequence[Fix]) -> None:
        self._same = set(accepted) == set(written)
        self._old = PreviewLines(paper.source, [] if self._same else paper.edits(accepted))
        self._new = paper.edits(written) if written and not self._same else []
        self._paper = paper

    def of(self, offset: int, line: int) -> int | None:
        if self._same:
            return line
        number = self._old.number(offset)
        if number is None or not self._new:
            return number
        start = self._paper.source.line_span(number).start
        text = self._paper.source.text
        before = [edit for edit in self._new if edit.span.end <= start]
        return number + sum(edit.text.count("\n") - text.count("\n", edit.span.start, edit.span.end) for edit in before)


def _part(text: str, hunk: Hunk, numbers: _Numbers) -> RowPart:
    rows = []
    line = hunk.old_start
    offset = _offset(text, line)
    for (tag, content), marks in zip(hunk.lines, emphasis(hunk), strict=True):
        rows.append(DiffRow(tag, content, None if tag == "+" else numbers.of(offset, line), marks))
        if tag != "+":
            line += 1
            offset += len(content)
    return RowPart(tuple(rows), hunk.old_start)


def _offset(text: str, line: int) -> int:
    offset = 0
    for _ in range(line - 1):
        offset = text.find("\n", offset) + 1 or len(text)
    return offset


def _moved(offset: int, edits: Sequence[Edit]) -> int:
    """Where an offset of the analysed text is after the edits."""
    return offset + sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits if edit.span.end <= offset)


def _function(text: str, offset: int) -> tuple[int, int]:
    """The first and the last line of the function around an offset; of the statement, outside of functions."""
    line = text.count("\n", 0, offset) + 1
    found = (line, line)
    try:
        module = parse(Source(text.encode(errors="surrogatepass")))
    except UnreadableError:
        return 1, len(split_lines(text))
    for node in ast.walk(module):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            last = node.end_lineno or node.lineno
            if first <= line <= last and (found[0] == found[1] or first > found[0]):
                found = (first, last)
    return found
