"""The drawing of a diff: one column, or old and new code side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from asyncfix.files.text_edits import Span
from asyncfix.review.diff_rows import Diff, DiffRow, sides
from asyncfix.terminal.drawing import QUIET, Pen, folded, highlighted

SIDE_BY_SIDE = 150
"""Columns from which old and new code stand beside each other."""

MARGIN = "  "


class DiffView:
    """Draws diffs with a pen. `glyph` writes a sign as the terminal can show it."""

    def __init__(self, pen: Pen, glyph: Callable[[str], str]) -> None:
        self._pen, self._glyph = pen, glyph

    def lines(self, diff: Diff) -> Iterator[Text]:
        """All parts, with a mark where lines are left out between two."""
        digits = max((len(str(row.number)) for part in diff.parts for row in part.rows if row.number), default=1)
        for index, part in enumerate(diff.parts):
            if index:
                yield Text(f"{MARGIN}{self._glyph('⋮'):>{digits}}", QUIET)
            codes = [self._pen.code(row.text, row.marks) for row in part.rows]
            lit = highlighted(self._pen, diff.text, part.first, [text for text, _ in codes])
            bodies = dict(zip(part.rows, map(self._body, part.rows, codes, lit), strict=True))
            if self._pen.width >= SIDE_BY_SIDE:
                yield from self._two(part.rows, bodies, digits)
            else:
                for row in part.rows:
                    yield from self._one(row, bodies[row], digits, self._pen.width)

    @staticmethod
    def _body(row: DiffRow, code: tuple[str, list[Span]], lit: Text) -> Text:
        if row.tag == " ":
            return lit
        body = Text(code[0], "red" if row.tag == "-" else "green")
        for span in code[1]:
            body.stylize("bold reverse", span.start, span.end)
        return body

    def _one(self, row: DiffRow, body: Text, digits: int, width: int, tagged: bool = True) -> Iterator[Text]:
        """A row of code behind its number, folded to the width."""
        colour = {"-": "red", "+": "green", " ": QUIET}[row.tag]
        label = str(row.number) if row.number else ""
        tag = row.tag if tagged else ("-" if row.tag == "-" else "+" if row.tag == "+" else " ")
        gutter = Text.assemble((f"{MARGIN}{label:>{digits}} ", QUIET), (f"{tag}{self._glyph('│')} ", colour))
        blank = Text.assemble(" " * (digits + 3), (f" {self._glyph('│')} ", colour))
        for index, part in enumerate(folded(body, max(width - gutter.cell_len, 10))):
            yield (blank if index else gutter) + part
        if not row.text.endswith("\n"):
            yield Text(f"{' ' * (digits + 3)}\\ no newline at end of file", QUIET)

    def _two(self, rows: Sequence[DiffRow], bodies: dict[DiffRow, Text], digits: int) -> Iterator[Text]:
        """Old code left, new code right."""
        half = (self._pen.width - 1) // 2
        for left, right in sides(rows):
            old = list(self._one(left, bodies[left], digits, half)) if left else []
            new = list(self._one(right, bodies[right], digits, half)) if right else []
            for index in range(max(len(old), len(new))):
                line = old[index].copy() if index < len(old) else Text()
                line.pad_right(max(half - line.cell_len, 0))
                yield line + (new[index] if index < len(new) else Text())
