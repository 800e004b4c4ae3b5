"""A file under review: its text with the accepted fixes made, whether fixes go together, and what one more would do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from asyncfix.errors import EditError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span, apply_edits
from asyncfix.fixes import FileReport, Fix
from asyncfix.rewrite.render import file_edits
from asyncfix.rewrite.verify import verification_error


class FilePreview:
    """One file as it was analysed, with its report. Everything else follows from the fixes that are asked about."""

    def __init__(self, source: Source, report: FileReport, known: Sequence[str] = ()) -> None:
        self.source = source
        self.report = report
        self._known = known  # qualified names that a star import may bring
        self._problems: dict[frozenset[Fix], str] = {}

    def problem(self, fixes: Sequence[Fix]) -> str:
        """The reason for which the fixes can't be made together; "" where they can. It is worked out once."""
        if not fixes:
            return ""
        key = frozenset(fixes)
        if key not in self._problems:
            self._problems[key] = overlap(self.report, fixes) or verification_error(
                self.source, self.report, _in_order(key), self._known
            )
        return self._problems[key]

    def edits(self, fixes: Sequence[Fix]) -> list[Edit]:
        """All edits of the fixes together, those of their imports included. Raises EditError where they overlap."""
        return file_edits(self.report, _in_order(fixes)) if fixes else []

    def made(self, fixes: Sequence[Fix]) -> Source:
        """The file with the fixes made. Raises EditError and UnreadableError."""
        return self.source.edited(self.edits(fixes)) if fixes else self.source

    def step(self, before: Sequence[Fix], after: Sequence[Fix]) -> tuple[str, list[Edit]]:
        """The text with `before` made, and the edits to that text that lead to `after`."""
        old, new = self.edits(before), self.edits(after)
        return apply_edits(self.source.text, old), stepped(self.source.text, old, new)

    def lines(self, fixes: Sequence[Fix]) -> PreviewLines:
        """The line numbers in the file of the lines of the text with the fixes made."""
        return PreviewLines(self.source, self.edits(fixes))


def overlap(report: FileReport, fixes: Sequence[Fix]) -> str:
    """The part of `Paper.problem` that takes no parsing: two fixes that claim the same characters."""
    try:
        file_edits(report, fixes)
    except EditError:
        return "both change the same code"
    return ""


def _in_order(fixes: Sequence[Fix] | frozenset[Fix]) -> list[Fix]:
    """The fixes in an order that depends on nothing but them: what is written is the same whatever came first."""
    return sorted(set(fixes), key=lambda fix: (fix.edits, fix.recipe, fix.title))


def stepped(text: str, old: Sequence[Edit], new: Sequence[Edit]) -> list[Edit]:
    """The edits that lead from `text` with the `old` edits made to `text` with the `new` ones made.

    Both are in order and free of overlaps. What the two have in common is left alone.
    """
    found: list[Edit] = []
    grown = 0
    for region, mine, theirs in _clusters(old, new):
        before, after = _part(text, region, mine), _part(text, region, theirs)
        if before != after:
            start = region.start + grown
            found.append(Edit(Span(start, start + len(before)), after))
        grown += len(before) - (region.end - region.start)
    return found


def _clusters(old: Sequence[Edit], new: Sequence[Edit]) -> Iterator[tuple[Span, list[Edit], list[Edit]]]:
    """Both lists of edits, in groups whose places overlap or touch."""
    mine: list[Edit] = []
    theirs: list[Edit] = []
    region: Span | None = None
    tagged = sorted([(edit, True) for edit in old] + [(edit, False) for edit in new], key=lambda one: one[0].span)
    for edit, is_old in tagged:
        if region is not None and edit.span.start > region.end:
            yield region, mine, theirs
            mine, theirs, region = [], [], None
        region = Span(region.start, max(region.end, edit.span.end)) if region else edit.span
        (mine if is_old else theirs).append(edit)
    if region is not None:
        yield region, mine, theirs


def _part(text: str, region: Span, edits: Sequence[Edit]) -> str:
    return apply_edits(text[region.start : region.end], (edit.shifted(-region.start) for edit in edits))


class PreviewLines:
    """Which line of a file a place in its text is on, when some edits were made to that text."""

    def __init__(self, source: Source, edits: Sequence[Edit]) -> None:
        self._source = source
        self._spans = [edit.span for edit in edits]
        self._starts: list[int] = []  # in the new text, of what each edit put there
        self._ends: list[int] = []
        self._shift: list[int] = []  # from the new text to the old, behind each edit
        grown = 0
        for edit in edits:
            start = edit.span.start + grown
            self._starts.append(start)
            self._ends.append(start + len(edit.text))
            grown += len(edit.text) - (edit.span.end - edit.span.start)
            self._shift.append(-grown)

    def number(self, offset: int) -> int | None:
        """The line (from 1) of the file that a line of the new text was; None for one that is new.

        `offset` is where the line starts.
        """
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self._ends[index]:
            replaced = self._spans[index]
            if offset > self._starts[index] or replaced.start == replaced.end:
                return None
            return self._source.position(replaced.start)[0]
        old = offset + (self._shift[index] if index >= 0 else 0)
        return self._source.position(min(old, len(self._source.text)))[0]
