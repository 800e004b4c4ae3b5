"""pytest finds the golden cases of recipe folders by itself, and no other files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command import asyncfix, environment

CASE = "golden/legacy-fetch/the_call_is_awaited_in_a_coroutine"


def run_pytest(folder: Path, *arguments: str) -> tuple[int, str]:
    command = [
        sys.executable,
        "-P",
        "-m",
        "pytest",
        "-p",
        "asyncfix.pytest_plugin",
        "-p",
        "no:cacheprovider",
        *arguments,
    ]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=120, check=False
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    snippets = ("--from", "legacy.fetch(x)", "--to", "await legacy.afetch(x)")
    assert asyncfix("recipe", "new", "legacy-fetch", *snippets, cwd=tmp_path).code == 0
    return tmp_path


def test_a_case_in_the_recipe_folder_is_a_test(project: Path) -> None:
    code, out = run_pytest(project, "-v")
    assert code == 0
    assert f"recipes/{CASE}/before.py::the_call_is_awaited_in_a_coroutine PASSED" in out


def test_a_case_beside_the_recipe_folder_is_a_test(project: Path) -> None:
    (project / "recipes" / "golden").rename(project / "golden")
    code, out = run_pytest(project)
    assert (code, "1 passed" in out) == (0, True)


def test_a_case_that_does_not_hold_shows_its_outcome_and_its_diff_alone(project: Path) -> None:
    after = project / "recipes" / CASE / "after.py"
    after.write_text(after.read_text().replace("afetch", "bfetch"))
    code, out = run_pytest(project)
    assert code == 1
    assert "legacy-fetch/the_call_is_awaited_in_a_coroutine: wrong\nwrong: not as in after.py:\n--- expected" in out
    assert "pytest_plugin.py" not in out


def test_update_golden_writes_the_expected_files(project: Path) -> None:
    after = project / "recipes" / CASE / "after.py"
    expected = after.read_text()
    after.write_text("")
    assert run_pytest(project, "--update-golden")[0] == 0
    assert after.read_text() == expected


def test_a_recipe_that_does_not_load_is_the_failure(project: Path) -> None:
    recipe = project / "recipes" / "legacy_fetch.py"
    recipe.write_text(recipe.read_text().replace("{x}", "{y}"))
    code, out = run_pytest(project)
    assert code == 1
    assert "legacy_fetch.py:12: template 'await legacy.afetch({y})' asks for {y}, but the pattern captures {x}" in out


def test_folders_that_only_look_like_golden_cases_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "golden" / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "before.py").write_text("raise SystemExit('not to be run')\n")
    (tmp_path / "tests" / "test_it.py").write_text(
        "raise SystemExit('not a recipe')\n" if False else "def test(): pass\n"
    )
    code, out = run_pytest(tmp_path)
    assert (code, "1 passed" in out) == (0, True)
