"""Changes that go through several files, as a person reviews them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from asyncfix.config.settings import load
from asyncfix.review.background_scan import ReviewScope, found_in
from asyncfix.review.commits import commit_by_recipe
from asyncfix.review.decisions import Standing
from asyncfix.review.keys import Terminal
from asyncfix.review.line_mode import change_lines
from asyncfix.review.manual_edit import blocks, by_hand
from asyncfix.review.review_changes import ReviewChange
from asyncfix.run.run import survey
from asyncfix.terminal.renderer import Painter
from tests.support.review_sitter import Sitter
from tests.support.terminals import seat

FILES = {
    "api.py": "import requests\n\n\ndef fetch(url):\n    return requests.get(url).json()\n",
    "one.py": "import time\nfrom api import fetch\n\n\nasync def one(url):\n    time.sleep(1)\n    return fetch(url)\n",
    "two.py": "from api import fetch\n\n\nasync def two(url):\n    return fetch(url)['x']\n",
}


class Reviewer(Sitter):
    """A person at a review of a project, whose files are looked at together."""

    def scan(self, paths: object) -> None:
        settings = load([self.root]).override(cache=False, jobs=1)
        scope = ReviewScope((self.root,), settings)
        for report in sorted(survey(scope.paths, settings)[1], key=lambda one: one.path):
            found = found_in(report, scope)
            if found.changes:
                self.desk.put(found.report)
                self.review.found(found.report.path, found.changes)
        self._keep()

    def at(self, name: str, call: str = "fetch") -> ReviewChange:
        """Show the change about a call in a file, with the option that goes through several files."""
        review = self.review
        for index, key in enumerate(review.order):
            change = review.changes[key]
            if Path(change.path).name == name and change.finding.call == call:
                review.go(index)
                while call == "fetch" and not review.options(change)[review.shown(change)].elsewhere:
                    self.press("tab")
                return change
        raise AssertionError(name)

    def texts(self) -> dict[str, str]:
        return {path.name: path.read_text() for path in sorted(self.root.glob("*.py"))}


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reviewer:
    monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(tmp_path / "state"))
    folder = tmp_path / "project"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return Reviewer(folder, ())


def test_yes_changes_all_files_and_answers_the_same_question_in_the_others(person: Reviewer) -> None:
    person.at("one.py")
    person.press("y")
    assert person.review.standing(person.at("two.py")) is Standing.COVERED
    assert len(person.desk.unwritten(person.review)) == 3
    assert [plan.changes for plan in person.desk.plan(person.review)] == [1, 1, 1]
    person.write()
    new = person.texts()
    assert "async def fetch" in new["api.py"]
    assert "return await fetch(url)" in new["one.py"]
    assert "time.sleep(1)" in new["one.py"]
    assert "(await fetch(url))['x']" in new["two.py"]
    person.at("one.py")
    person.press("u")
    person.write()
    assert person.texts() == FILES
    person.close()


def test_other_changes_of_those_files_stay_valid(person: Reviewer) -> None:
    person.at("two.py")
    person.press("y")
    person.at("one.py", "time.sleep")
    person.press("y")
    person.write()
    assert "    await asyncio.sleep(1)\n    return await fetch(url)\n" in person.texts()["one.py"]
    person.close()


def test_a_change_at_the_same_place_of_another_file_is_refused(person: Reviewer) -> None:
    change = person.at("two.py")
    person.press("backtab")
    assert not person.review.options(change)[person.review.shown(change)].elsewhere
    person.press("y")
    assert person.review.standing(change) is Standing.ACCEPTED
    person.at("one.py")
    person.press("y")
    assert "both change the same code" in person.dialog.note
    assert person.review.standing(person.at("one.py")) is Standing.OPEN
    person.close()


def test_answers_are_there_again_after_the_terminal_was_killed(person: Reviewer) -> None:
    person.at("one.py")
    person.press("y")
    person.kill()
    assert person.review.standing(person.at("one.py")) is Standing.ACCEPTED
    person.write()
    assert "(await fetch(url))['x']" in person.texts()["two.py"]
    person.close()


def test_an_edit_by_hand_of_one_file_keeps_what_is_done_in_the_others(person: Reviewer) -> None:
    change = person.at("two.py")
    option = person.review.options(change)[person.review.shown(change)]
    paper = person.desk.paper(change.path)
    (block,) = blocks(paper, option)
    hand = by_hand(paper, option, [block.new.replace("['x']", "['y']")])
    assert not person.review.edit(hand)
    person.press("y")
    person.kill()
    person.write()
    new = person.texts()
    assert "(await fetch(url))['y']" in new["two.py"]
    assert "async def fetch" in new["api.py"]
    assert "return await fetch(url)" in new["one.py"]
    person.close()


def test_nothing_is_written_where_one_of_the_files_has_changed(person: Reviewer) -> None:
    person.at("one.py")
    person.press("y")
    (person.root / "api.py").write_text("# changed\n" + FILES["api.py"])
    written = person.desk.write(person.review, person.desk.unwritten(person.review))
    assert not written.paths
    assert [Path(path).name for path in written.changed] == ["api.py"]
    assert person.texts() == {**FILES, "api.py": "# changed\n" + FILES["api.py"]}
    person.close()


def test_files_that_change_together_are_told_from_the_others(person: Reviewer) -> None:
    person.at("one.py", "time.sleep")
    person.press("y")
    unwritten = person.desk.unwritten(person.review)
    assert person.desk.narrow(person.review, unwritten) == unwritten
    person.at("two.py")
    person.press("y")
    assert person.desk.narrow(person.review, person.desk.unwritten(person.review)) == []
    person.close()


def test_the_diff_names_every_file(person: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(person.root)
    person.at("one.py")
    controller, terminal = os.openpty()
    with os.fdopen(controller, "rb"), os.fdopen(terminal, "r+b", buffering=0) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setattr(sys, "stdout", stream)
        painter = Painter(Terminal(full=False), person.desk, person.dialog, True, 3, False)
    shown = painter.shown()
    assert shown is not None
    lines = list(change_lines(shown, 3))
    assert [line for line in lines if line.startswith("In ")] == [
        f"In {person.root / 'api.py'}:",
        f"In {person.root / 'two.py'}:",
    ]
    assert "It blocks through requests.get at api.py line 5." in lines
    assert any(line.startswith("added") and "async def fetch(url):" in line for line in lines)
    person.close()


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_a_change_through_several_files_is_one_commit(person: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "a@example.org")

    def git(*arguments: str) -> str:
        return subprocess.run(["git", *arguments], cwd=person.root, check=True, capture_output=True, text=True).stdout

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "begin")
    person.at("one.py")
    person.press("y")
    person.at("one.py", "time.sleep")
    person.press("y")
    due = person.desk.unwritten(person.review)
    done = commit_by_recipe(person.desk, person.review, due, str(person.root), (), {}, lambda paths: None)
    assert not done.problems
    commits = git("log", "--format=%x00%s", "--name-only").split("\0")[1:]
    assert [commit.split("\n\n") for commit in commits[:2]] == [
        ["Apply blocking-sleep", "one.py\n"],
        ["Apply blocking-network", "api.py\none.py\ntwo.py\n"],
    ]
    assert git("status", "--porcelain") == ""
    person.close()


def test_on_the_terminal_all_files_are_shown_written_and_taken_back(person: Reviewer) -> None:
    person.close()
    (person.root / "one.py").write_text(FILES["one.py"].replace("    time.sleep(1)\n", ""))
    before = person.texts()
    with seat(person.root, "--write-as-you-go", ".") as here:
        here.sees("1 of 2", "through requests.get (api.py:5)")
        here.press("Tab")
        here.sees("make `fetch` a coroutine", "and in api.py", "+│ async def fetch(url):")
        here.press("y")
        here.waits(lambda _: "await fetch(url)" in person.texts()["two.py"], "the write")
        assert "async def fetch" in person.texts()["api.py"]
        here.press("u")
        here.waits(lambda _: person.texts() == before, "the undo")
        here.press("q")
        here.ends(1)
