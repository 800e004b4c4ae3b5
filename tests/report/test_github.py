"""Workflow commands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from asyncfix.fixes import Finding
from asyncfix.report.github import report
from asyncfix.report.model import FindingState, RunOutcome
from tests.report.test_plain import hostile
from tests.support.builders import POLLER, finding, poller, result, run


def test_each_finding_but_the_suppressed_ones_is_a_command() -> None:
    assert list(report(run(poller()))) == [
        "::error file=app/poller.py,line=18,col=13,endLine=18,endColumn=35,title=blocking-sleep (safe)"
        "::time.sleep() stops the event loop%0AFix: Sleep without stopping the event loop",
        "::warning file=app/poller.py,line=22,col=18,endLine=22,endColumn=33,title=blocking-sleep (review)"
        "::time.sleep() stops the event loop%0AFix: Sleep without stopping the event loop"
        "%0AOther tasks may change self.sensors while it waits.",
        "::warning file=app/poller.py,line=25,col=20,endLine=25,endColumn=35,title=blocking-sleep (skipped)"
        "::time.sleep() stops the event loop%0Ainside a generator expression, which can't await",
        "11 files scanned in 0.2 s, 1 would change.",
    ]


def test_a_fixed_finding_is_a_notice() -> None:
    first = next(iter(report(run(poller(made=FindingState.FIXED)))))
    assert first.startswith("::notice file=app/poller.py,line=18,")


def test_a_finding_over_several_lines_has_no_columns() -> None:
    outcome = RunOutcome(
        finding(POLLER, "for sensor in self.sensors:\n                log"), FindingState.SKIPPED, reason="odd"
    )
    first = next(iter(report(run(result("a.py", POLLER, outcome)))))
    assert first.startswith("::warning file=a.py,line=16,endLine=17,title=")


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("a,b:c%.py", "a%2Cb%3Ac%25.py"),
        ("a\r\n::error::b.py", r"a\r\n%3A%3Aerror%3A%3Ab.py"),
        ("ä b.py", "ä b.py"),
    ],
)
def test_a_path_can_not_leave_its_property(path: str, value: str) -> None:
    first = next(iter(report(run(poller(path)))))
    assert first.startswith(f"::error file={value},line=18,")


def test_a_message_keeps_its_per_cent_signs() -> None:
    found: Finding = finding(POLLER, "log", message="100%0A: done, really")
    first = next(iter(report(run(result("a.py", POLLER, RunOutcome(found, FindingState.SKIPPED, reason="odd"))))))
    assert first.endswith("::100%250A: done, really%0Aodd")


def test_what_went_wrong_is_annotated_too() -> None:
    refused = replace(poller(), outcomes=(), refused="is read-only")
    assert list(report(run(refused, unreadable=(("a.py", "is not utf-8"),), problems=("No recipe x.",)))) == [
        "::error file=app/poller.py::not written: is read-only",
        "::warning file=a.py::not read: is not utf-8",
        "::error::No recipe x.",
        "11 files scanned in 0.2 s, 1 would change, 1 can't be read.",
    ]


def test_hostile_text_makes_no_line_and_no_command_of_its_own() -> None:
    lines = list(report(hostile()))
    assert len(lines) == 6
    assert all(line.isprintable() for line in lines)
    assert sum(line.startswith("::") for line in lines) == 5
