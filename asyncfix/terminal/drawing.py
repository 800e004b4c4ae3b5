"""Parts of everything that is drawn on a terminal: safe text, glyphs, colours, highlighted and folded code.

The colours are the sixteen that every terminal theme defines to suit its own background.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.text import Text

from asyncfix.files.text_edits import Span
from asyncfix.report.diff import split_lines
from asyncfix.report.escape import LINE_LIMIT, visible, without_end
from asyncfix.report.model import FindingState

QUIET = "dim"  # bright black is the background in some themes
_TAB = 4
_LEAD_LINES = 200  # how far back a definition is looked for, to highlight from
_DEFINITION = re.compile(r"\s*(?:async\s+def|def|class|@)\b")
_ASCII = str.maketrans("●▲○─│⋮→", "*!o-|:>")


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a state."""

    style: str
    glyph: str
    noun: str


LOOKS = {
    FindingState.FIXED: Look("green", "●", "fixed"),
    FindingState.FIXABLE: Look("green", "●", "fixable"),
    FindingState.REVIEW: Look("yellow", "▲", "to review"),
    FindingState.SKIPPED: Look("cyan", "○", "skipped"),
    FindingState.SUPPRESSED: Look(QUIET, "○", "suppressed"),
}

_SYNTAX = ANSISyntaxTheme(
    {
        ("Comment",): Style(dim=True, italic=True),
        ("Keyword",): Style(color="magenta"),
        ("Operator", "Word"): Style(color="magenta"),
        ("Name", "Function"): Style(color="blue"),
        ("Name", "Class"): Style(color="blue"),
        ("Name", "Decorator"): Style(color="blue"),
        ("Literal", "String"): Style(color="cyan"),
        ("Literal", "Number"): Style(color="cyan"),
    }
)


class Pen:
    """The facts about the terminal that drawing needs."""

    def __init__(self, console: Console, options: ConsoleOptions) -> None:
        self.console = console
        self.width = options.max_width
        self._ascii = options.ascii_only

    def glyph(self, glyph: str) -> str:
        """One of the few characters of the report that are no letters, as the terminal has it."""
        return glyph.translate(_ASCII) if self._ascii else glyph

    def line(self, text: str, style: str = QUIET, indent: int = 2, lead: str = "") -> Text:
        """A safe line of words, wrapped; the lines after the first stand under its words."""
        return self.hung(Text(visible(text), style), indent, Text(f"{lead} " if lead else "", style))

    def hung(self, text: Text, indent: int, lead: Text) -> Text:
        """Wrapped text behind a lead."""
        start = indent + lead.cell_len
        room = max(self.width - start, 10)
        first = Text.assemble(" " * indent, lead)
        if text.cell_len <= room:
            return first + text
        wrapped = text.wrap(self.console, room, overflow="fold")
        margins = [first] + [Text(" " * start)] * (len(wrapped) - 1)
        return Text("\n").join(margin + line for margin, line in zip(margins, wrapped, strict=True))

    def code(self, line: str, spans: Sequence[Span]) -> tuple[str, list[Span]]:
        """A line of code as it shows, and where the spans are in that."""
        body = without_end(line)
        if len(body) > LINE_LIMIT:
            body = f"{body[:LINE_LIMIT]} ... {len(body) - LINE_LIMIT:,} more characters"
        if body.isprintable():
            return body, list(spans)
        shown, places = "", []
        for character in body:
            places.append(len(shown))
            shown += " " * (_TAB - len(shown) % _TAB) if character == "\t" else visible(character)
        places.append(len(shown))
        last = len(body)
        return shown, [Span(places[min(span.start, last)], places[min(span.end, last)]) for span in spans]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Something that is drawn when the terminal is known."""

    draw: Callable[[Pen], Iterable[RenderableType]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self.draw(Pen(console, options))


def folded(line: Text, width: int) -> Iterator[Text]:
    """The line, or its parts: those after the first are indented a little deeper than the line."""
    if line.cell_len <= width:
        yield line
        return
    indent = min(len(line.plain) - len(line.plain.lstrip()), width // 2)
    body = line[indent:]
    for index, part in enumerate(body.divide(_cuts(body.plain, max(width - indent - 2, 8)))):
        yield Text(" " * (indent + 2 * bool(index))) + part


def _cuts(code: str, room: int) -> list[int]:
    """Where to cut code into parts of `room` cells: behind a space, dot or bracket in their second half."""
    cuts, start = [], 0
    while cell_len(code[start:]) > room:
        full = next(end for end in range(start + 1, len(code) + 1) if cell_len(code[start : end + 1]) > room)
        good = [end for end in range((start + full) // 2 + 1, full + 1) if code[end - 1] in " ,.([{"]
        start = good[-1] if good else full
        cuts.append(start)
    return cuts


def highlighted(pen: Pen, text: str, first: int, lines: Sequence[str]) -> list[Text]:
    """Lines with the colours of their syntax, which depend on the lines of `text` above the `first` (from 1)."""
    lead = [pen.code(line, ())[0] for line in _lead(text, first)]
    lit = _python().highlight("\n".join([*lead, *lines])).split("\n", allow_blank=True)
    return list(lit)[len(lead) : len(lead) + len(lines)]


def _lead(text: str, first: int) -> list[str]:
    """The lines from the definition above a line to that line."""
    above = split_lines(text)[max(first - 1 - _LEAD_LINES, 0) : max(first - 1, 0)]
    starts = [index for index, line in enumerate(above) if _DEFINITION.match(line)]
    return above[starts[-1] :] if starts else []


@cache
def _python() -> Syntax:
    lexer = Syntax("", "python").lexer  # a Syntax with the name of a lexer looks it up for each highlighting
    return Syntax("", lexer or "python", theme=_SYNTAX)
