"""The report on a terminal. The only package that knows rich; imported where there is a terminal to draw on.

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
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as RichProgress
from rich.table import Table
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from asyncfix.files.text_edits import Span
from asyncfix.report.diff import Hunk
from asyncfix.report.emphasis import emphasis
from asyncfix.report.escape import visible
from asyncfix.report.finding_context import OtherFile, ReportedChange, changes, focused
from asyncfix.report.model import Detail, FileResult, FindingState, RunOutcome, RunResult, way
from asyncfix.report.summary import REASONS_SHOWN, Summary, advice, files_line, summarize
from asyncfix.terminal.drawing import LOOKS, QUIET, Drawn, Pen, folded, highlighted

_HEADING_WIDTH = 100


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
                console.print(Drawn(partial(_one_line, result=result, outcome=outcome)))
        for note in result.report.notes if verbose else ():
            console.print(_note(f"{result.path}: {note}"))
    for note in (*(run.notes if verbose else ()), *run.warnings):
        console.print(_note(note))
    console.print(render_summary(run))


def render_change(shown: ReportedChange, progress: str = "") -> RenderableType:
    """One change, as it is judged: header (with `progress`, such as "3 of 12"), reason, diff, hazards."""
    return Drawn(lambda pen: _change(pen, shown, progress))


def render_diff(shown: ReportedChange) -> RenderableType:
    """The diff of a change alone; for a finding without a fix, its lines."""
    return Drawn(lambda pen: _diff(pen, shown))


def render_summary(run: RunResult) -> RenderableType:
    """The counts of a run, and all that went wrong in it."""
    return Drawn(lambda pen: _summary(pen, run, summarize(run)))


class ProgressBar:
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
            TextColumn("{task.description}", style=QUIET, markup=False),
            BarColumn(complete_style="blue", finished_style="blue", style=QUIET),
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

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _note(note: str) -> RenderableType:
    return Drawn(lambda pen: [pen.line(note, indent=0, lead="note:")])


def _one_line(pen: Pen, result: FileResult, outcome: RunOutcome) -> Iterator[RenderableType]:
    finding, look = outcome.finding, LOOKS[outcome.state]
    text = Text.assemble(
        (f"{visible(result.path)}:{finding.line}:{finding.column}", "bold"),
        f"  {visible(finding.message)}  ",
        (f"{visible(finding.recipe)} {outcome.label}", look.style),
    )
    if steps := way(finding):
        text.append(f"  {visible(' -> '.join(steps))}", QUIET)
    if reason := outcome.in_brief:
        text.append(f"  {visible(reason)}", QUIET)
    yield pen.hung(text, 0, Text(f"{pen.glyph(look.glyph)} ", look.style))


def _change(pen: Pen, shown: ReportedChange, progress: str) -> Iterator[RenderableType]:
    finding, fix = shown.outcome.finding, shown.outcome.fix
    yield from _heading(pen, shown, progress)
    yield pen.line(finding.message, "")
    if steps := way(finding):
        yield pen.line(" -> ".join(steps), QUIET, lead="through")
    if reason := shown.outcome.why:
        yield pen.line(reason, LOOKS[shown.outcome.state].style, lead=f"{shown.outcome.state.value}:")
    if fix:
        yield pen.line(fix.title, QUIET, lead=pen.glyph("→"))
        yield from (pen.line(hazard, "yellow", lead=pen.glyph("▲")) for hazard in fix.hazards)
    if shown.same_as:
        yield pen.line(f"the same change as for line {shown.same_as}", QUIET)
    yield Text()
    if shown.problem:
        yield pen.line(shown.problem, "yellow")
    yield from _diff(pen, shown)
    yield Text()


def _heading(pen: Pen, shown: ReportedChange, progress: str) -> Iterator[Text]:
    """Where, and which recipe: on one line where both fit."""
    finding, look = shown.outcome.finding, LOOKS[shown.outcome.state]
    mark = Text(f"{pen.glyph(look.glyph)} ", look.style)
    left = Text(f"{visible(shown.path)}:{finding.line}:{finding.column}", "bold")
    if finding.function:
        left.append(f" in {visible(finding.function)}", f"not bold {QUIET}")
    right = Text.assemble(visible(finding.recipe), "  ", (shown.outcome.label, f"bold {look.style}"))
    if progress:
        right.append(f"  {visible(progress)}", QUIET)
    room = min(pen.width, _HEADING_WIDTH) - mark.cell_len - left.cell_len - right.cell_len - 2
    if room >= 2:
        yield Text.assemble(mark, left, (f" {pen.glyph('─') * room} ", QUIET), right)
    else:
        yield pen.hung(left, 0, mark)
        yield pen.hung(right, 2, Text())


def _diff(pen: Pen, shown: ReportedChange) -> Iterator[RenderableType]:
    """The hunks of each file, with the numbers of the old lines."""
    files: list[ReportedChange | OtherFile] = [shown, *shown.others]
    for one in files:
        if isinstance(one, OtherFile):
            yield pen.line(f"{one.path}: {one.problem}" if one.problem else one.path, "bold", lead="and in")
        digits = max((len(str(hunk.old_start + hunk.old_lines)) for hunk in one.hunks), default=1)
        for index, hunk in enumerate(one.hunks):
            if index:
                yield Text(f"  {pen.glyph('⋮'):>{digits}}", QUIET)
            marks = emphasis(hunk) if isinstance(one, OtherFile) else shown.marks(hunk)
            yield from _hunk(pen, one.text, hunk, marks, digits, shown.outcome.fix is None)


def _hunk(
    pen: Pen, whole: str, hunk: Hunk, marks: Sequence[tuple[Span, ...]], digits: int, fixless: bool
) -> Iterator[Text]:
    number = hunk.old_start
    rows = [pen.code(line, spans) for (_, line), spans in zip(hunk.lines, marks, strict=True)]
    lit = highlighted(pen, whole, hunk.old_start, [text for text, _ in rows])
    for (tag, line), (text, spans), context in zip(hunk.lines, rows, lit, strict=True):
        colour = {"-": "red", "+": "green", " ": QUIET}[tag]
        body = context if tag == " " else Text(text, colour)
        for span in spans:
            body.stylize("bold underline" if fixless else "bold reverse", span.start, span.end)
        label = "" if tag == "+" else str(number)
        gutter = Text.assemble((f"  {label:>{digits}} ", QUIET), (f"{tag}{pen.glyph('│')} ", colour))
        blank = Text.assemble(" " * (digits + 3), (f" {pen.glyph('│')} ", colour))
        for index, part in enumerate(folded(body, pen.width - gutter.cell_len)):
            yield (blank if index else gutter) + part
        if not line.endswith("\n"):
            yield Text(f"{' ' * (digits + 3)}\\ no newline at end of file", QUIET)
        number += tag != "+"


def _summary(pen: Pen, run: RunResult, summary: Summary) -> Iterator[RenderableType]:
    yield Text(pen.glyph("─") * min(pen.width, _HEADING_WIDTH), QUIET)
    yield pen.line(files_line(run), "bold", indent=0)
    yield from (pen.line(f"{path}: {reason}", "yellow") for path, reason in run.unreadable)
    yield Text()
    states = [state for state, count in summary.counts if count]
    yield from _counts(pen, summary, states)
    if summary.reasons:
        yield Text("\nskipped because")
    for reason, count in summary.reasons[:REASONS_SHOWN]:
        yield pen.line(reason, QUIET, lead=f"{count:>5,}")
    if more := sum(count for _, count in summary.reasons[REASONS_SHOWN:]):
        yield pen.line("of other reasons", QUIET, lead=f"{more:>5,}")
    for path, reason in summary.refused:
        yield pen.line(f"{path}: {reason}", "red", indent=0, lead="not written:")
    yield from (pen.line(problem, "red", indent=0, lead="error:") for problem in run.problems)
    if hint := advice(summary):
        yield Text()
        yield pen.line(hint, "", indent=0)


def _counts(pen: Pen, summary: Summary, states: list[FindingState]) -> Iterator[RenderableType]:
    """The findings of each recipe by state, and of all together; where that is too wide, only the latter."""
    if not states:
        yield pen.line("No findings.", "green", indent=0)
        return
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, border_style=QUIET, header_style="")
    table.add_column("", no_wrap=True)
    for state in states:
        table.add_column(Text(LOOKS[state].noun, LOOKS[state].style), justify="right", no_wrap=True)
    for name, counts in summary.recipes:
        of = dict(counts)
        table.add_row(Text(visible(name)), *(_count(of[state], LOOKS[state].style) for state in states))
    if len(summary.recipes) > 1:
        table.add_row(Text("all", "bold"), *(_count(summary[state], f"bold {LOOKS[state].style}") for state in states))
    if Measurement.get(pen.console, pen.console.options.update(width=10 * _HEADING_WIDTH), table).maximum <= pen.width:
        yield table
        return
    for state in states:
        yield pen.line(LOOKS[state].noun, LOOKS[state].style, indent=0, lead=f"{summary[state]:>5,}")


def _count(count: int, style: str) -> Text:
    return Text(f"{count:,}" if count else "", style)


def picture(screen: str, columns: int, path: Path, title: str) -> None:
    """Write what a terminal showed, with its colours as escape sequences, as an SVG picture."""
    console = open_console(io.StringIO(), width=columns, record=True)
    for line in screen.rstrip().split("\n"):
        console.print(Text.from_ansi(line), no_wrap=True, overflow="crop", crop=True)
    export_svg(console, path, title)
