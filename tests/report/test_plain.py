"""The text report without a terminal."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.report import plain
from asyncfix.report.model import Detail, FileResult, FindingState, RunOutcome, RunResult
from tests.support.builders import POLLER, finding, fix, poller, result, run


def lines(of: RunResult, detail: Detail = Detail.DIFFS, verbose: bool = False) -> list[str]:
    return list(plain.report(of, detail, verbose))


def test_a_preview_shows_each_finding_with_the_diff_of_its_fix_alone() -> None:
    text = "import time\n\nasync def tick():\n    time.sleep(1)\n    time.sleep(2)\n"
    first = fix(text, "time.sleep(1)", "await asyncio.sleep(1)", needs="asyncio")
    second = fix(text, "time.sleep(2)", "await asyncio.sleep(2)", needs="asyncio")
    shown = lines(
        run(
            result(
                "app.py",
                text,
                RunOutcome(finding(text, "time.sleep(1)", function="tick"), FindingState.FIXABLE, first),
                RunOutcome(finding(text, "time.sleep(2)", function="tick"), FindingState.FIXABLE, second),
            )
        )
    )
    assert shown == [
        "app.py:4:5: blocking-sleep [safe] time.sleep() stops the event loop",
        "    in tick",
        "    fix: Sleep without stopping the event loop",
        "    @@ -1,5 +1,6 @@",
        "    +import asyncio",
        "     import time",
        "     ",
        "     async def tick():",
        "    -    time.sleep(1)",
        "    +    await asyncio.sleep(1)",
        "         time.sleep(2)",
        "",
        "app.py:5:5: blocking-sleep [safe] time.sleep() stops the event loop",
        "    in tick",
        "    fix: Sleep without stopping the event loop",
        "    @@ -1,5 +1,6 @@",
        "    +import asyncio",
        "     import time",
        "     ",
        "     async def tick():",
        "         time.sleep(1)",
        "    -    time.sleep(2)",
        "    +    await asyncio.sleep(2)",
        "",
        "11 files scanned in 0.2 s, 1 would change.",
        "Findings: 2 fixable. --write makes the fixes.",
    ]


def test_a_fix_to_review_comes_with_its_hazards_and_a_skip_with_its_reason() -> None:
    shown = lines(run(poller()))
    assert "    hazard: Other tasks may change self.sensors while it waits." in shown
    at = shown.index("app/poller.py:25:20: blocking-sleep [skipped] time.sleep() stops the event loop")
    assert shown[at + 1 : at + 4] == [
        "    in Poller.total",
        "    skipped: inside a generator expression, which can't await",
        "",
    ]


def test_a_check_has_one_line_a_finding() -> None:
    assert lines(run(poller()), Detail.LINES) == [
        "app/poller.py:18:13: blocking-sleep [safe] time.sleep() stops the event loop",
        "app/poller.py:22:18: blocking-sleep [review] time.sleep() stops the event loop "
        "(Other tasks may change self.sensors while it waits.)",
        "app/poller.py:25:20: blocking-sleep [skipped] time.sleep() stops the event loop "
        "(inside a generator expression, which can't await)",
        "11 files scanned in 0.2 s, 1 would change.",
        "Findings: 1 fixable, 1 to review, 1 skipped, 1 suppressed. "
        "--write makes the fixes, --write --unsafe also those to review.",
        "        1 inside a generator expression, which can't await",
    ]


def test_quiet_leaves_the_counts_and_what_went_wrong() -> None:
    spoilt = run(
        replace(poller(), refused="is read-only"),
        unreadable=(("old.py", "is not Python 3.11: invalid syntax (line 3)"),),
        problems=("recipes/mine.py does not load",),
    )
    assert lines(spoilt, Detail.SUMMARY) == [
        "11 files scanned in 0.2 s, 1 would change, 1 can't be read.",
        "    old.py: is not Python 3.11: invalid syntax (line 3)",
        "Findings: 1 fixable, 1 to review, 1 skipped, 1 suppressed. "
        "--write makes the fixes, --write --unsafe also those to review.",
        "        1 inside a generator expression, which can't await",
        "not written: app/poller.py: is read-only",
        "error: recipes/mine.py does not load",
    ]


def test_verbose_adds_the_suppressed_findings_and_the_notes() -> None:
    noted = poller()
    noted = replace(noted, report=replace(noted.report, notes=("Is imported by nothing.",)))
    shown = lines(run(noted, notes=("Settings from pyproject.toml.",)), Detail.LINES, verbose=True)
    assert shown[0] == (
        "app/poller.py:17:17: blocking-sleep [suppressed] time.sleep() stops the event loop (# asyncfix: skip)"
    )
    assert shown[4:6] == ["app/poller.py: Is imported by nothing.", "note: Settings from pyproject.toml."]


def test_after_writing_the_counts_say_what_was_done() -> None:
    shown = lines(run(poller(made=FindingState.FIXED, written=True), wrote=True), Detail.LINES)
    assert shown[0] == "app/poller.py:18:13: blocking-sleep [fixed] time.sleep() stops the event loop"
    assert shown[3:5] == [
        "11 files scanned in 0.2 s, 1 changed.",
        "Findings: 1 fixed, 1 to review, 1 skipped, 1 suppressed. --write --unsafe makes the fixes to review.",
    ]


def test_a_clean_run_says_so() -> None:
    assert lines(run(scanned=1, elapsed=0.04)) == ["1 file scanned in 0.0 s, 0 would change.", "No findings."]


def test_the_most_frequent_reasons_come_first_and_the_rest_is_counted() -> None:
    outcomes = [
        RunOutcome(finding(POLLER, "time.sleep"), FindingState.SKIPPED, reason=f"reason {number:02}")
        for number in range(12)
        for _ in range(number + 1)
    ]
    shown = lines(run(result("a.py", POLLER, *outcomes)), Detail.SUMMARY)
    assert shown[2:5] == ["       12 reason 11", "       11 reason 10", "       10 reason 09"]
    assert shown[-1] == "       10 for other reasons"


def test_a_file_that_changed_since_shows_no_diff_but_says_why() -> None:
    changed = replace(poller(), source=lambda: Source(b"something = 'else'\n"))
    assert "    nothing to show: the file has changed since it was analysed" in lines(run(changed))


def test_a_file_that_is_gone_shows_no_diff_but_says_why() -> None:
    def gone() -> Source:
        raise FileNotFoundError(2, "No such file or directory")

    shown = lines(run(replace(poller(), source=gone)))
    assert "    nothing to show: the file can't be read: No such file or directory" in shown


HOSTILE = "\x1b]0;evil\x07 \x1b[2J \u202e \u2028 [bold]x[/bold] :smile: \x00"


def hostile() -> RunResult:
    """A run in which every text that comes from outside tries to take over the terminal."""
    text = f"import time\n# {HOSTILE[:-1]}\ntime.sleep(1)\rtime.sleep(2)"
    outside: dict[str, Any] = {"recipe": HOSTILE, "function": HOSTILE, "message": HOSTILE, "call": HOSTILE}
    offered = fix(text, "time.sleep(1)", f"f({HOSTILE!s})", title=HOSTILE, hazards=(HOSTILE + "\n::error::",))
    file = result(
        f"a\n{HOSTILE}.py",
        text,
        RunOutcome(finding(text, "time.sleep(1)", **outside), FindingState.FIXABLE, offered),
        RunOutcome(finding(text, "time.sleep(2)", **outside), FindingState.SKIPPED, reason=HOSTILE),
        RunOutcome(finding(text, "time.sleep(2)", **outside, suppressed=HOSTILE), FindingState.SUPPRESSED),
        refused=HOSTILE,
    )
    file = replace(file, report=replace(file.report, notes=(HOSTILE,)))
    return run(file, unreadable=((HOSTILE, HOSTILE),), problems=(HOSTILE,), notes=(HOSTILE,))


@pytest.mark.parametrize("detail", list(Detail))
def test_nothing_from_a_file_reaches_the_terminal_unescaped(detail: Detail) -> None:
    for line in lines(hostile(), detail, verbose=True):
        assert line.replace("\t", "").isprintable(), line


def test_the_reports_for_machines_and_pipes_need_neither_rich_nor_pygments() -> None:
    names = ["plain", "json", "sarif", "github", "diff"]
    code = "import sys\n" + "".join(f"import asyncfix.report.{name}\n" for name in names)
    code += "print([name for name in ('rich', 'pygments', 'typer', 'difflib') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_file_without_findings_but_with_problems_is_no_obstacle() -> None:
    empty = FileResult("a.py", FileReport("a.py", "", unreadable="is odd"), (), lambda: Source(b""), lambda _: [])
    assert lines(run(empty))[-1] == "No findings."
