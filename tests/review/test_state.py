"""Changes that several findings share, changes that exclude each other, and sessions on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from asyncfix.errors import UsageError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import FileReport, Fix, Form
from asyncfix.review.decisions import Standing
from asyncfix.review.dialog import Dialog, Mode
from asyncfix.review.file_store import FileStore
from asyncfix.review.review_changes import changes_of
from asyncfix.review.session import Session
from asyncfix.review.state import Review
from tests.support.review_sitter import Sitter, report_on

TEXT = """\
import asyncio
import time


async def work():
    time.sleep(1)
    time.sleep(2)
    time.sleep(3)
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(tmp_path / "state"))
    project = tmp_path / "project"
    project.mkdir()
    path = project / "work.py"
    path.write_text(TEXT)
    return path


def helper(first: str, last: str) -> Fix:
    """Statements that become a function, run in a thread."""
    start, end = TEXT.index(first), TEXT.index(last) + len(last)
    body = TEXT[start:end]
    place = TEXT.index("async def work")
    edits = (
        Edit(Span(place, place), f"def _work():\n    {body}\n\n\n"),
        Edit(Span(start, end), "await asyncio.to_thread(_work)"),
    )
    return Fix("two-ways", "move it to a helper", edits, form=Form.HELPER)


def sat(path: Path, change: Sequence[tuple[int, tuple[Fix, ...]]]) -> tuple[Review, Dialog, FileStore, FileReport]:
    """A review of the file in which some findings (by number) have other fixes."""
    report = report_on(path)
    findings = list(report.findings)
    for number, fixes in change:
        findings[number] = replace(findings[number], fixes=fixes)
    report = replace(report, findings=tuple(findings))
    desk = FileStore(str(path.parent), "review", journal=False)
    review = Review(desk.checks())
    dialog = Dialog(review, lambda: len(desk.unwritten(review)), scanning=False)
    desk.put(report)
    review.found(str(path), changes_of(Source(path.read_bytes(), str(path)), report, str(path.parent)))
    dialog.settle()
    return review, dialog, desk, report


def test_findings_that_share_a_fix_are_one_change_with_their_own_fixes_as_alternatives(file: Path) -> None:
    own = [finding.fixes[0] for finding in report_on(file).findings]
    shared = helper("time.sleep(1)", "time.sleep(2)")
    review, dialog, desk, _ = sat(file, [(0, (shared, own[0])), (1, (shared, own[1]))])
    assert len(review.order) == 2
    change = review.current
    assert change is not None
    assert len(change.findings) == 2
    assert [len(option.fixes) for option in change.options] == [1, 2, 1]
    dialog.press("y")
    dialog.press("y")
    desk.write(review, [str(file)])
    text = file.read_text()
    assert text.count("def _work():\n    time.sleep(1)\n    time.sleep(2)\n") == 1
    assert "await asyncio.to_thread(_work)\n    await asyncio.sleep(3)\n" in text


def test_a_change_that_excludes_an_accepted_one_is_shown_with_the_reason_and_not_made(file: Path) -> None:
    own = [finding.fixes[0] for finding in report_on(file).findings]
    wide = helper("time.sleep(1)", "time.sleep(3)")
    review, dialog, desk, _ = sat(file, [(0, (wide, own[0])), (1, (own[1],))])
    dialog.press("y")
    assert dialog.press("y") == "nothing"
    assert dialog.bad
    assert "both change the same code" in dialog.note
    change = review.current
    assert change is not None
    assert review.rivals(change, change.options[0]) == [1]
    dialog.press("n")
    dialog.press("n")
    assert dialog.mode is Mode.SUMMARY
    desk.write(review, [str(file)])
    assert file.read_text().count("await") == 1


def test_another_alternative_is_shown_where_the_best_one_can_no_longer_be_made(file: Path) -> None:
    own = [finding.fixes[0] for finding in report_on(file).findings]
    wide = helper("time.sleep(1)", "time.sleep(2)")
    review, dialog, _, _ = sat(file, [(1, (wide, own[1]))])
    dialog.press("y")
    change = review.current
    assert change is not None
    assert review.shown(change) == 1
    dialog.press("y")
    assert review.answered(change) == change.options[1]


def test_a_change_that_another_one_covers_needs_no_answer(file: Path) -> None:
    own = [finding.fixes[0] for finding in report_on(file).findings]
    shared = helper("time.sleep(1)", "time.sleep(2)")
    review, dialog, _, _ = sat(file, [(0, (shared, own[0])), (1, (own[1], shared))])
    dialog.press("y")
    covered = review.changes[review.order[1]]
    assert review.standing(covered) is Standing.COVERED
    assert review.position == 2
    dialog.press("u")
    assert review.standing(covered) is Standing.OPEN


def test_a_line_of_the_session_that_a_crash_cut_short_is_passed_by(file: Path) -> None:
    sitter = Sitter(file.parent, [file])
    sitter.press("y", "n")
    session = Session(file.parent)
    with open(session.file, "ab") as stream:
        stream.write(b'{"event":"step","at":"x","sets":[["')
    answers = dict(sitter.review.answers)
    sitter.kill()
    assert sitter.review.answers == answers
    assert [answer.yes for answer in answers.values()] == [True, False]
    sitter.close()


def test_a_damaged_session_is_none(file: Path) -> None:
    session = Session(file.parent)
    with session:
        session.begin([])
        Path(session.file).write_bytes(b"\x00garbage\n[1,2]\n")
        assert session.earlier() is None


def test_an_answer_is_kept_only_where_its_code_is_the_same(file: Path) -> None:
    sitter = Sitter(file.parent, [file])
    sitter.press("y", "y", "n")
    file.write_text("# above\n" + TEXT.replace("sleep(2)", "sleep(22)"))
    sitter.kill()
    stood = {change.code: sitter.review.standing(change) for change in sitter.review.of(str(file))}
    assert stood == {
        "time.sleep(1)": Standing.ACCEPTED,
        "time.sleep(22)": Standing.OPEN,
        "time.sleep(3)": Standing.REJECTED,
    }
    sitter.close()


def test_only_one_review_of_a_project_has_its_session(file: Path) -> None:
    with Session(file.parent), pytest.raises(UsageError, match="another review"):
        Session(file.parent).__enter__()
