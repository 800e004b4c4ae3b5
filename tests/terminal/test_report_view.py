"""The report on a terminal."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import textwrap
import xml.etree.ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from asyncfix.files.source import Source
from asyncfix.report.finding_context import changes
from asyncfix.report.model import Detail, FindingState, RunOutcome, RunResult
from asyncfix.terminal.report_view import (
    ProgressBar,
    export_svg,
    open_console,
    print_report,
    render_change,
    render_diff,
)
from tests.report.test_plain import hostile
from tests.support.builders import POLLER, finding, fix, poller, result, run

pty = pytest.importorskip("pty", reason="pseudo-terminals need a POSIX system")

FOLDER = Path(__file__).parents[1]
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def text(of: RunResult, width: int = 100, detail: Detail = Detail.DIFFS, verbose: bool = False) -> list[str]:
    """The report as lines, without colours."""
    stream = io.StringIO()
    print_report(open_console(stream, width=width), of, detail, verbose)
    return [line.rstrip() for line in _COLOUR.sub("", stream.getvalue()).splitlines()]


def coloured(of: RunResult, width: int = 100, detail: Detail = Detail.DIFFS) -> str:
    """The report with colours, whatever the environment says."""
    console = Console(
        file=io.StringIO(), width=width, force_terminal=True, color_system="standard", no_color=False, _environ={}
    )
    print_report(console, of, detail, verbose=True)
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def on_terminal(code: str, **environment: str) -> str:
    """What a program writes to a pseudo-terminal that is its standard output and standard error."""
    ours, theirs = pty.openpty()
    inherited = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    program = (
        f"from tests.support.builders import *\nfrom asyncfix.terminal.report_view import *\n{textwrap.dedent(code)}"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={
            **inherited,
            "PYTHONPATH": f"{FOLDER}{os.pathsep}{FOLDER.parent}",
            "TERM": "xterm-256color",
            **environment,
        },
    )
    os.close(theirs)
    pieces = []
    while piece := _read(ours):
        pieces.append(piece)
    os.close(ours)
    assert process.wait() == 0, b"".join(pieces).decode()
    return b"".join(pieces).decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # what Linux answers when the other side is closed
        return b""


def test_a_change_shows_where_what_why_and_how() -> None:
    shown = text(run(poller()), width=80)
    assert shown[:13] == [
        "● app/poller.py:18:13 in Poller.run ─────────────────────── blocking-sleep  safe",
        "  time.sleep() stops the event loop",
        "  → Sleep without stopping the event loop",
        "",
        "     +│ import asyncio",
        "   3  │ import logging",
        "   ⋮",
        "  16  │             for sensor in self.sensors:",
        '  17  │                 log.info("read %s", sensor)',
        "  18 -│             time.sleep(self.delay)",
        "     +│             await asyncio.sleep(self.delay)",
        "  19  │             self.rotate()",
        "",
    ]


def test_a_fix_to_review_shows_its_hazards() -> None:
    assert "  ▲ Other tasks may change self.sensors while it waits." in text(run(poller()))


def test_a_finding_without_a_fix_shows_its_reason_and_its_line() -> None:
    shown = text(run(poller()), width=86)
    at = shown.index("○ app/poller.py:25:20 in Poller.total ──────────────────────── blocking-sleep  skipped")
    assert shown[at + 2] == "  skipped: inside a generator expression, which can't await"
    assert shown[at + 4] == "  25  │         return sum(time.sleep(0.1) or sensor.value for sensor in self.sensors)"


def test_the_summary_counts_by_recipe_and_says_what_to_do() -> None:
    other = result("b.py", POLLER, RunOutcome(finding(POLLER, "log", recipe="running-loop"), FindingState.REVIEW))
    shown = text(run(poller(), other, unreadable=(("old.py", "is not utf-8"),), problems=("No recipe x.",)))
    assert shown[shown.index("─" * 100) + 1 :] == [
        "12 files scanned in 0.2 s, 2 would change, 1 can't be read",
        "  old.py: is not utf-8",
        "",
        "                 fixable   to review   skipped   suppressed",
        "───────────────────────────────────────────────────────────",
        "blocking-sleep         1           1         1            1",
        "running-loop                       1",
        "all                    1           2         1            1",
        "",
        "skipped because",
        "      1 inside a generator expression, which can't await",
        "error: No recipe x.",
        "",
        "--write makes the fixes, --write --unsafe also those to review.",
    ]


def test_a_clean_run_is_three_lines() -> None:
    assert text(run())[1:] == ["10 files scanned in 0.2 s, 0 would change", "", "No findings."]


def test_a_check_has_a_line_for_each_finding_and_no_diff() -> None:
    shown = text(run(poller()), 120, Detail.LINES)
    assert shown[0] == "● app/poller.py:18:13  time.sleep() stops the event loop  blocking-sleep safe"
    assert not any("│" in line for line in shown)


def test_verbose_shows_the_suppressed_findings_and_the_notes() -> None:
    noted = poller()
    noted = replace(noted, report=replace(noted.report, notes=("Is imported by nothing.",)))
    shown = text(run(noted, notes=("Settings from pyproject.toml.",)), verbose=True)
    assert "  suppressed: # asyncfix: skip" in shown
    assert "note: app/poller.py: Is imported by nothing." in shown
    assert "note: Settings from pyproject.toml." in shown


def wide() -> RunResult:
    """A run with long lines, wide characters, all states and everything else that needs room."""
    call = 'time.sleep(self.configuration["日本語のとても長い名前です"].between_readings(self.sensors, of_all_kinds))'
    long = POLLER.replace("time.sleep(self.delay)", call).replace("    ", "\t")
    hazard = "Another task may change the value while this one waits; look at everything that reads it. " * 2
    offered = fix(long, call, "await asyncio" + call[4:], needs="asyncio", hazards=(hazard,))
    places = [
        RunOutcome(finding(long, call, recipe=f"recipe-{state}"), state, offered, "因为" * 40) for state in FindingState
    ]
    return run(result("a/rather/deep/folder/with/a_long_name_in_it.py", long, *places), unreadable=(("x" * 90, "odd"),))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize("detail", list(Detail))
def test_no_line_is_wider_than_the_terminal(width: int, detail: Detail) -> None:
    for line in text(wide(), width, detail, verbose=True):
        assert cell_len(line) <= width, line


def test_on_a_narrow_terminal_the_counts_stand_below_each_other() -> None:
    shown = text(wide(), 40)
    assert shown[shown.index("    1 fixable") + 1] == "    1 to review"


def test_a_long_line_of_code_is_folded_under_itself() -> None:
    code = "async def f():\n    time.sleep(first_argument, second_argument, third_argument)\nimport time\n"
    outcome = RunOutcome(finding(code, "time.sleep"), FindingState.SKIPPED, reason="odd")
    assert text(run(result("a.py", code, outcome)), 50)[5:7] == [
        "  2  │     time.sleep(first_argument,",
        "     │       second_argument, third_argument)",
    ]


def test_colours_tell_old_from_new_and_the_changed_words_stand_out() -> None:
    shown = coloured(run(poller()))
    assert "\x1b[1;7;31mtime\x1b[0m\x1b[31m.sleep(self.delay)" in shown
    assert "\x1b[1;7;32mawait asyncio\x1b[0m\x1b[32m.sleep(self.delay)" in shown


def test_context_has_the_colours_of_its_syntax_even_where_it_begins_in_a_docstring() -> None:
    code = 'def f():\n    """Of old:\n    for each in all: pass\n    """\n    time.sleep(1)\n    return None\n'
    offered = fix(code, "time.sleep(1)", "pause(1)")
    shown = coloured(
        run(result("a.py", code, RunOutcome(finding(code, "time.sleep(1)"), FindingState.FIXABLE, offered)))
    )
    assert "\x1b[36m    for each in all: pass\x1b[0m" in shown
    assert "\x1b[35mreturn\x1b[0m" in shown


@pytest.mark.parametrize("detail", list(Detail))
def test_nothing_from_a_file_reaches_the_terminal_unescaped(detail: Detail) -> None:
    shown = coloured(hostile(), detail=detail)
    assert _COLOUR.sub("", shown).replace("\n", "").isprintable()
    assert "[bold]x[/bold] :smile:" in shown


def test_a_file_that_changed_since_shows_why_it_has_no_diff() -> None:
    stale = replace(poller(), source=lambda: Source(b"x = 1\n"))
    assert "  nothing to show: the file has changed since it was analysed" in text(run(stale))


def test_a_change_can_be_drawn_alone_with_its_place_in_the_row() -> None:
    stream = io.StringIO()
    console = open_console(stream, width=80)
    of = poller()
    (shown,) = changes(of, of.outcomes[1:2])
    console.print(render_change(shown, "3 of 12"))
    assert stream.getvalue().splitlines()[0].endswith(" blocking-sleep  safe  3 of 12")
    console.print(render_diff(shown))
    assert stream.getvalue().splitlines()[-1] == "  21  │     async def settle(self):"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_of_the_output_will_do(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    console = open_console(stream, width=70)
    print_report(console, wide(), verbose=True)
    print_report(console, run(poller("\udcff.py")))
    stream.flush()
    written = raw.getvalue().decode(encoding)
    assert ("│" in written) == (encoding == "utf-8")
    assert r"\udcff.py:18:13" in written


def test_a_terminal_gets_colours_and_its_own_width() -> None:
    shown = on_terminal("print_report(open_console(), run(poller()))", COLUMNS="60")
    assert "\x1b[" in shown
    assert all(cell_len(_COLOUR.sub("", line)) <= 60 for line in shown.splitlines())


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_colours_gets_none(environment: dict[str, str]) -> None:
    shown = on_terminal("print_report(open_console(), run(poller()))", **environment)
    colours = {part for found in _COLOUR.findall(shown) for part in found[2:-1].split(";")}
    assert colours <= {"0", "1", "2", "3", "4", "7"}
    assert "await asyncio" in shown


WORK = """
    import threading
    ProgressBar.DELAY = ProgressBar.INTERVAL = 0
    with ProgressBar("Reading", 3) as progress:
        for _ in range(3):
            progress.advance()
    print("threads:", threading.active_count())
"""


def test_long_work_shows_a_bar_that_is_gone_afterwards_and_starts_no_thread() -> None:
    shown = on_terminal(WORK)
    assert "3/3" in shown
    assert "\x1b[2K" in shown[shown.index("3/3") :]
    assert "\x1b[?25h" in shown[shown.index("3/3") :]
    assert shown.endswith("threads: 1\n")


def test_short_work_shows_no_bar() -> None:
    assert on_terminal(WORK.replace("DELAY = ProgressBar.INTERVAL = 0", "DELAY = 3600")) == "threads: 1\n"


def test_a_dumb_terminal_gets_no_bar() -> None:
    assert on_terminal(WORK, TERM="dumb") == "threads: 1\n"


def test_a_pipe_gets_no_bar() -> None:
    stream = io.StringIO()
    with ProgressBar("Reading", 2, open_console(stream)) as progress:
        progress.advance(2)
    assert stream.getvalue() == ""


def test_a_bar_that_is_interrupted_gives_the_cursor_back() -> None:
    shown = on_terminal(
        """
        ProgressBar.DELAY = 0
        try:
            with ProgressBar("Reading", 3) as progress:
                progress.advance()
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            print("stopped")
        """
    )
    assert "\x1b[?25h" in shown
    assert shown.endswith("stopped\n")


def test_a_recording_becomes_a_picture(tmp_path: Path) -> None:
    console = open_console(io.StringIO(), width=80, record=True)
    print_report(console, run(poller()))
    picture = tmp_path / "picture.svg"
    export_svg(console, picture, "asyncfix run")
    root: Any = xml.etree.ElementTree.parse(picture).getroot()
    words = "".join(root.itertext())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "await\xa0asyncio" in words
