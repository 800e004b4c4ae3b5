"""The report on a terminal. The only module that knows rich; imported where there is a terminal to draw on.

    open_console     a console that no text can break
    print_report     the text report: the changes, then the summary
    render_change    one change: header, reason, highlighted diff, hazards
    Progress         a bar for long work
    export_svg       what a recording console showed, as a picture

The colours are the sixteen that every terminal theme defines to suit its own background. Whatever
comes from a file is made visible, and put into a `Text`, which knows no markup.
"""

from __future__ import annotations

import io
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as RichProgress
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.table import Table
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from asyncfix.report.changes import Change, changes, focused
from asyncfix.report.diff import Hunk, split_lines
from asyncfix.report.escape import LINE_LIMIT, visible, without_end
from asyncfix.report.model import Detail, FileResult, Outcome, RunResult, State
from asyncfix.report.summary import REASONS_SHOWN, Summary, advice, files_line, summarize
from asyncfix.spans import Span

_HEADING_WIDTH = 100
_TAB = 4
_LEAD_LINES = 200  # how far back a definition is looked for, to highlight from
_DEFINITION = re.compile(r"\s*(?:async\s+def|def|class|@)\b")
_QUIET = "dim"  # bright black is the background in some themes


_ASCII = str.maketrans("●▲○─│⋮→", "*!o-|:>")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a state shows."""

    style: str
    glyph: str
    noun: str


_LOOKS = {
    State.FIXED: _Look("green", "●", "fixed"),
    State.FIXABLE: _Look("green", "●", "fixable"),
    State.REVIEW: _Look("yellow", "▲", "to review"),
    State.SKIPPED: _Look("cyan", "○", "skipped"),
    State.WITHDRAWN: _Look("cyan", "○", "withdrawn"),
    State.SUPPRESSED: _Look(_QUIET, "○", "suppressed"),
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

_PICTURE = TerminalTheme(
    (22, 24, 33),
    (200, 204, 218),
    [(35, 38, 52), (236, 121, 136), (139, 205, 138), (229, 192, 123),
     (122, 162, 247), (187, 154, 247), (125, 207, 220), (200, 204, 218)],
    [(104, 110, 135), (236, 121, 136), (139, 205, 138), (229, 192, 123),
     (122, 162, 247), (187, 154, 247), (125, 207, 220), (240, 242, 250)],
)  # fmt: skip


def open_console(
    stream: TextIO | None = None, *, stderr: bool = False, width: int | None = None, record: bool = False
) -> Console:
    """A console on the stream, or else on standard output or standard error.

    The stream writes the characters that its encoding lacks as escapes from then on.
    """
    stream = stream or (sys.stderr if stderr else sys.stdout)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return Console(file=stream, width=width, record=record, highlight=False, markup=False, emoji=False)


def export_svg(console: Console, path: Path, title: str) -> None:
    """Write what a recording console showed since the last export as an SVG picture of a terminal."""
    path.write_text(console.export_svg(title=title, theme=_PICTURE), encoding="utf-8")


def print_report(console: Console, run: RunResult, detail: Detail = Detail.DIFFS, verbose: bool = False) -> None:
    """The text report; reads each file when its findings are due. `verbose` adds suppressed findings and notes."""
    for result in run.files if detail is not Detail.SUMMARY else ():
        listed = result.listed(verbose)
        if detail is Detail.DIFFS:
            for shown in changes(result, listed, context=2):
                console.print(render_change(focused(shown)))
        else:
            for outcome in listed:
                console.print(_Drawn(partial(_one_line, result=result, outcome=outcome)))
        for note in result.report.notes if verbose else ():
            console.print(_note(f"{result.path}: {note}"))
    for note in (*(run.notes if verbose else ()), *run.warnings):
        console.print(_note(note))
    console.print(render_summary(run))


def render_change(shown: Change, progress: str = "") -> RenderableType:
    """One change, as it is judged: header (with `progress`, such as "3 of 12"), reason, diff, hazards."""
    return _Drawn(lambda pen: _change(pen, shown, progress))


def render_diff(shown: Change) -> RenderableType:
    """The diff of a change alone; for a finding without a fix, its lines."""
    return _Drawn(lambda pen: _diff(pen, shown))


def render_summary(run: RunResult) -> RenderableType:
    """The counts of a run, and all that went wrong in it."""
    return _Drawn(lambda pen: _summary(pen, run, summarize(run)))


class Progress:
    """A bar on standard error for work of known size; none where that is no terminal, or the work is short.

    It draws when it is told of progress, in the caller's thread: a process that forks workers has no other.
    """

    DELAY = 0.4  # seconds before it shows
    INTERVAL = 0.08  # seconds between two drawings

    def __init__(self, label: str, total: int, console: Console | None = None, delay: float | None = None) -> None:
        self._console = console or open_console(stderr=True)
        self._label, self._total, self._done = label, total, 0
        self._next = time.monotonic() + (self.DELAY if delay is None else delay)
        self._bar: RichProgress | None = None

    def advance(self, count: int = 1) -> None:
        """Count some work as done."""
        self._done += count
        if not self._console.is_terminal or self._console.is_dumb_terminal or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + self.INTERVAL
        if self._bar is None:
            self._bar = self._started()
        self._bar.update(self._bar.task_ids[0], completed=self._done)
        self._bar.refresh()

    def _started(self) -> RichProgress:
        columns = (
            TextColumn("{task.description}", style=_QUIET, markup=False),
            BarColumn(complete_style="blue", finished_style="blue", style=_QUIET),
            MofNCompleteColumn(),
        )
        bar = RichProgress(
            *columns,
            console=self._console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        bar.add_task(self._label, total=self._total)
        bar.start()
        return bar

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


class _Pen:
    """What drawing needs to know of the terminal."""

    def __init__(self, console: Console, options: ConsoleOptions) -> None:
        self.console = console
        self.width = options.max_width
        self._ascii = options.ascii_only

    def glyph(self, glyph: str) -> str:
        """One of the few characters of the report that are no letters, as the terminal has it."""
        return glyph.translate(_ASCII) if self._ascii else glyph

    def line(self, text: str, style: str = _QUIET, indent: int = 2, lead: str = "") -> Text:
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
class _Drawn:
    """Something that is drawn when the terminal is known."""

    draw: Callable[[_Pen], Iterable[RenderableType]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from self.draw(_Pen(console, options))


def _note(note: str) -> RenderableType:
    return _Drawn(lambda pen: [pen.line(note, indent=0, lead="note:")])


def _one_line(pen: _Pen, result: FileResult, outcome: Outcome) -> Iterator[RenderableType]:
    finding, look = outcome.finding, _LOOKS[outcome.state]
    text = Text.assemble(
        (f"{visible(result.path)}:{finding.line}:{finding.column}", "bold"),
        f"  {visible(finding.message)}  ",
        (f"{visible(finding.recipe)} {outcome.label}", look.style),
    )
    if reason := outcome.in_brief:
        text.append(f"  {visible(reason)}", _QUIET)
    yield pen.hung(text, 0, Text(f"{pen.glyph(look.glyph)} ", look.style))


def _change(pen: _Pen, shown: Change, progress: str) -> Iterator[RenderableType]:
    finding, fix = shown.outcome.finding, shown.outcome.fix
    yield from _heading(pen, shown, progress)
    yield pen.line(finding.message, "")
    if reason := shown.outcome.why:
        yield pen.line(reason, _LOOKS[shown.outcome.state].style, lead=f"{shown.outcome.state.value}:")
    if fix:
        yield pen.line(fix.title, _QUIET, lead=pen.glyph("→"))
        yield from (pen.line(hazard, "yellow", lead=pen.glyph("▲")) for hazard in fix.hazards)
    yield Text()
    if shown.problem:
        yield pen.line(shown.problem, "yellow")
    yield from _diff(pen, shown)
    yield Text()


def _heading(pen: _Pen, shown: Change, progress: str) -> Iterator[Text]:
    """Where, and which recipe: on one line where both fit."""
    finding, look = shown.outcome.finding, _LOOKS[shown.outcome.state]
    mark = Text(f"{pen.glyph(look.glyph)} ", look.style)
    left = Text(f"{visible(shown.path)}:{finding.line}:{finding.column}", "bold")
    if finding.function:
        left.append(f" in {visible(finding.function)}", f"not bold {_QUIET}")
    right = Text.assemble(visible(finding.recipe), "  ", (shown.outcome.label, f"bold {look.style}"))
    if progress:
        right.append(f"  {visible(progress)}", _QUIET)
    room = min(pen.width, _HEADING_WIDTH) - mark.cell_len - left.cell_len - right.cell_len - 2
    if room >= 2:
        yield Text.assemble(mark, left, (f" {pen.glyph('─') * room} ", _QUIET), right)
    else:
        yield pen.hung(left, 0, mark)
        yield pen.hung(right, 2, Text())


def _diff(pen: _Pen, shown: Change) -> Iterator[RenderableType]:
    """The hunks, with the numbers of the old lines."""
    digits = max((len(str(hunk.old_start + hunk.old_lines)) for hunk in shown.hunks), default=1)
    for index, hunk in enumerate(shown.hunks):
        if index:
            yield Text(f"  {pen.glyph('⋮'):>{digits}}", _QUIET)
        yield from _hunk(pen, shown, hunk, digits)


def _hunk(pen: _Pen, shown: Change, hunk: Hunk, digits: int) -> Iterator[Text]:
    number = hunk.old_start
    fixless = shown.outcome.fix is None
    rows = [pen.code(line, spans) for (_, line), spans in zip(hunk.lines, shown.marks(hunk), strict=True)]
    lit = _highlighted(pen, shown.text, hunk, [text for text, _ in rows])
    for (tag, line), (text, spans), context in zip(hunk.lines, rows, lit, strict=True):
        colour = {"-": "red", "+": "green", " ": _QUIET}[tag]
        body = context if tag == " " else Text(text, colour)
        for span in spans:
            body.stylize("bold underline" if fixless else "bold reverse", span.start, span.end)
        label = "" if tag == "+" else str(number)
        gutter = Text.assemble((f"  {label:>{digits}} ", _QUIET), (f"{tag}{pen.glyph('│')} ", colour))
        blank = Text.assemble(" " * (digits + 3), (f" {pen.glyph('│')} ", colour))
        for index, part in enumerate(_folded(body, pen.width - gutter.cell_len)):
            yield (blank if index else gutter) + part
        if not line.endswith("\n"):
            yield Text(f"{' ' * (digits + 3)}\\ no newline at end of file", _QUIET)
        number += tag != "+"


def _folded(line: Text, width: int) -> Iterator[Text]:
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


def _highlighted(pen: _Pen, text: str, hunk: Hunk, lines: list[str]) -> list[Text]:
    """The lines of a hunk with the colours of their syntax, which depend on the lines above them."""
    lead = [pen.code(line, ())[0] for line in _lead(text, hunk)]
    lit = _python().highlight("\n".join([*lead, *lines])).split("\n", allow_blank=True)
    return list(lit)[len(lead) : len(lead) + len(lines)]


def _lead(text: str, hunk: Hunk) -> list[str]:
    """The lines from the definition above a hunk to the hunk."""
    above = split_lines(text)[max(hunk.old_start - 1 - _LEAD_LINES, 0) : max(hunk.old_start - 1, 0)]
    starts = [index for index, line in enumerate(above) if _DEFINITION.match(line)]
    return above[starts[-1] :] if starts else []


@cache
def _python() -> Syntax:
    lexer = Syntax("", "python").lexer  # a Syntax with the name of a lexer looks it up for each highlighting
    return Syntax("", lexer or "python", theme=_SYNTAX)


def _summary(pen: _Pen, run: RunResult, summary: Summary) -> Iterator[RenderableType]:
    yield Text(pen.glyph("─") * min(pen.width, _HEADING_WIDTH), _QUIET)
    yield pen.line(files_line(run), "bold", indent=0)
    yield from (pen.line(f"{path}: {reason}", "yellow") for path, reason in run.unreadable)
    yield Text()
    states = [state for state, count in summary.counts if count]
    yield from _counts(pen, summary, states)
    if summary.reasons:
        yield Text("\nskipped because")
    for reason, count in summary.reasons[:REASONS_SHOWN]:
        yield pen.line(reason, _QUIET, lead=f"{count:>5,}")
    if more := sum(count for _, count in summary.reasons[REASONS_SHOWN:]):
        yield pen.line("of other reasons", _QUIET, lead=f"{more:>5,}")
    for path, reason in summary.refused:
        yield pen.line(f"{path}: {reason}", "red", indent=0, lead="not written:")
    yield from (pen.line(problem, "red", indent=0, lead="error:") for problem in run.problems)
    if hint := advice(summary):
        yield Text()
        yield pen.line(hint, "", indent=0)


def _counts(pen: _Pen, summary: Summary, states: list[State]) -> Iterator[RenderableType]:
    """The findings of each recipe by state, and of all together; where that is too wide, only the latter."""
    if not states:
        yield pen.line("No findings.", "green", indent=0)
        return
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, border_style=_QUIET, header_style="")
    table.add_column("", no_wrap=True)
    for state in states:
        table.add_column(Text(_LOOKS[state].noun, _LOOKS[state].style), justify="right", no_wrap=True)
    for name, counts in summary.recipes:
        of = dict(counts)
        table.add_row(Text(visible(name)), *(_count(of[state], _LOOKS[state].style) for state in states))
    if len(summary.recipes) > 1:
        table.add_row(Text("all", "bold"), *(_count(summary[state], f"bold {_LOOKS[state].style}") for state in states))
    if Measurement.get(pen.console, pen.console.options.update(width=10 * _HEADING_WIDTH), table).maximum <= pen.width:
        yield table
        return
    for state in states:
        yield pen.line(_LOOKS[state].noun, _LOOKS[state].style, indent=0, lead=f"{summary[state]:>5,}")


def _count(count: int, style: str) -> Text:
    return Text(f"{count:,}" if count else "", style)
