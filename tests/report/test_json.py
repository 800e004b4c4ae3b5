"""The JSON report."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from asyncfix import __version__
from asyncfix.files.source import Source
from asyncfix.files.text_edits import apply_edits
from asyncfix.fixes import Fix
from asyncfix.report.json import report
from asyncfix.report.model import FindingState, RunOutcome, RunResult
from tests.report.test_diff import edited
from tests.report.test_plain import hostile
from tests.support.builders import POLLER, finding, fix, poller, result, run


def loaded(of: RunResult) -> Any:
    return json.loads(report(of))


def test_the_document_of_a_run() -> None:
    text = "import time\nasync def tick():\n    time.sleep(1)\n"
    found = finding(text, "time.sleep(1)", function="tick")
    offered = fix(text, "time.sleep(1)", "await asyncio.sleep(1)", needs="asyncio", hazards=("Other tasks run.",))
    document = loaded(
        run(
            result("app.py", text, RunOutcome(found, FindingState.FIXABLE, offered)),
            unreadable=(("old.py", "is not utf-8"),),
            problems=("No recipe is called x.",),
            notes=("Settings from pyproject.toml.",),
        )
    )
    assert document == {
        "version": 1,
        "tool": {"name": "asyncfix", "version": __version__},
        "wrote": False,
        "elapsed": 0.25,
        "summary": {
            "scanned": 11,
            "changed": 1,
            "unreadable": 1,
            "refused": 0,
            "fixed": 0,
            "fixable": 1,
            "review": 0,
            "skipped": 0,
            "withdrawn": 0,
            "suppressed": 0,
            "reasons": [],
        },
        "files": [
            {
                "path": "app.py",
                "written": False,
                "refused": "",
                "problem": "",
                "notes": [],
                "findings": [
                    {
                        "recipe": "blocking-sleep",
                        "call": "time.sleep",
                        "function": "tick",
                        "message": "time.sleep() stops the event loop",
                        "state": "fixable",
                        "reason": "",
                        "suppressed": "",
                        "family": "",
                        "severity": "",
                        "chain": [],
                        "start": {"line": 3, "column": 5, "offset": 34},
                        "end": {"line": 3, "column": 18, "offset": 47},
                        "fixes": [
                            {
                                "title": "Sleep without stopping the event loop",
                                "form": "native",
                                "safety": "safe",
                                "hazards": ["Other tasks run."],
                                "chosen": True,
                                "edits": [
                                    {
                                        "start": {"line": 1, "column": 1, "offset": 0},
                                        "end": {"line": 1, "column": 1, "offset": 0},
                                        "text": "import asyncio\n",
                                    },
                                    {
                                        "start": {"line": 3, "column": 5, "offset": 34},
                                        "end": {"line": 3, "column": 18, "offset": 47},
                                        "text": "await asyncio.sleep(1)",
                                    },
                                ],
                                "elsewhere": [],
                            }
                        ],
                    }
                ],
            }
        ],
        "unreadable": [{"path": "old.py", "reason": "is not utf-8"}],
        "problems": ["No recipe is called x."],
        "notes": ["Settings from pyproject.toml."],
    }


def test_the_counts_and_the_reasons_of_every_state() -> None:
    document = loaded(run(poller(made=FindingState.FIXED, written=True), wrote=True))
    summary = document["summary"]
    assert (summary["fixed"], summary["review"], summary["skipped"], summary["suppressed"]) == (1, 1, 1, 1)
    assert summary["reasons"] == [{"reason": "inside a generator expression, which can't await", "count": 1}]
    assert (document["wrote"], document["files"][0]["written"]) == (True, True)
    assert [each["state"] for each in document["files"][0]["findings"]] == ["suppressed", "fixed", "review", "skipped"]


def test_alternatives_come_best_first_and_name_the_chosen_one() -> None:
    best = fix(POLLER, "time.sleep(self.delay)", "await asyncio.sleep(self.delay)", title="Await")
    other = fix(POLLER, "time.sleep", "await asyncio.to_thread(time.sleep", title="Thread")
    found = finding(POLLER, "time.sleep(self.delay)", fixes=(best, other))
    document = loaded(run(result("a.py", POLLER, RunOutcome(found, FindingState.REVIEW, other))))
    fixes = document["files"][0]["findings"][0]["fixes"]
    assert [(each["title"], each["chosen"]) for each in fixes] == [("Await", False), ("Thread", True)]


def test_a_file_that_changed_since_keeps_its_findings_and_loses_the_edits() -> None:
    changed = replace(poller(), source=lambda: Source(b"x = 1\n"))
    (file,) = loaded(run(changed))["files"]
    assert file["problem"] == "the file has changed since it was analysed"
    assert len(file["findings"]) == 4
    assert [each["edits"] for row in file["findings"] for each in row["fixes"]] == [[], []]


@pytest.mark.parametrize("name", ["\udcff.py", "a\nb.py", "ä.py"])
def test_any_file_name_comes_back(name: str) -> None:
    assert report(run(poller(name))).isascii()
    assert loaded(run(poller(name)))["files"][0]["path"] == name


def test_hostile_text_stays_data() -> None:
    assert report(hostile()).replace("\n", "").isprintable()


@given(edited())
def test_the_edits_make_the_fix_by_offset_and_by_line_and_column(case: Any) -> None:
    text, edits = case
    found = finding(text + "x", "x")
    offered = Fix("blocking-sleep", "Fix", tuple(edits))
    document = loaded(run(result("a.py", text + "x", RunOutcome(found, FindingState.FIXABLE, offered))))
    rows = document["files"][0]["findings"][0]["fixes"][0]["edits"]
    assert replaced(text + "x", rows, by_offset) == apply_edits(text + "x", edits)
    assert replaced(text + "x", rows, by_line) == apply_edits(text + "x", edits)


def replaced(text: str, rows: list[Any], place: Any) -> str:
    places = [(place(text, row["start"]), place(text, row["end"]), row["text"]) for row in rows]
    for start, end, new in reversed(places):
        text = text[:start] + new + text[end:]
    return text


def by_offset(text: str, place: Any) -> int:
    return int(place["offset"])


def by_line(text: str, place: Any) -> int:
    line, column = int(place["line"]), int(place["column"])
    return Source(text.encode()).line_starts[line - 1] + column - 1
