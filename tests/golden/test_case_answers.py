"""Checks of golden cases run in processes of their own, which one process serves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from asyncfix.golden.case_answers import answers

pytestmark = pytest.mark.usefixtures("unmeasured")


def case(folder: Path, check: str) -> Path:
    """The folder of a case whose check has that body."""
    folder.mkdir(parents=True)
    (folder / "before.py").write_text("VALUE = 1\n")
    (folder / "check.py").write_text(f"import os, signal, sys\n\n\ndef check(case):\n    {check}\n")
    return folder


def test_a_check_runs_where_and_with_the_environment_that_the_caller_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORD", "one")
    folder = case(tmp_path / "one", "return os.getcwd(), os.environ['WORD'], sys.stdin.read(), case.VALUE")
    assert answers(folder, ["before.py"]) == [f"{(str(tmp_path), 'one', '', 1)!r}\n"]
    monkeypatch.setenv("WORD", "two")
    assert "'two'" in answers(folder, ["before.py"])[0]


def test_a_check_leaves_nothing_behind_for_the_next(tmp_path: Path) -> None:
    folder = case(tmp_path / "one", "case.VALUE += 1; sys.argv.append('x'); return case.VALUE, len(sys.argv)")
    first, second = answers(folder, ["before.py", "before.py"])
    assert first == second
    assert answers(folder, ["before.py"]) == [first]


def test_an_error_and_an_exit_are_answers(tmp_path: Path) -> None:
    assert answers(case(tmp_path / "one", "raise ValueError('no')"), ["before.py"])[0].endswith("ValueError: no\n")
    assert answers(case(tmp_path / "two", "os._exit(3)"), ["before.py"])[0].startswith("exit 3\n")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the process is no parent of the check")
def test_after_a_check_that_takes_the_process_down_the_next_one_runs(tmp_path: Path) -> None:
    deadly = case(tmp_path / "one", "os.kill(os.getppid(), signal.SIGKILL)")
    assert "broke off" in answers(deadly, ["before.py"])[0]
    assert answers(case(tmp_path / "two", "return 1"), ["before.py"]) == ["1\n"]
