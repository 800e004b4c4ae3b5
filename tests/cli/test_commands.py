"""The command line from end to end: what it prints, what it writes, and how it exits."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.command import asyncfix, on_terminal, plain

SLOW = "import time\n\n\nasync def poll():\n    time.sleep(1)\n"
FIXED = "import asyncio\n\n\nasync def poll():\n    await asyncio.sleep(1)\n"
LOCKED = "import time\n\n\nasync def hold(lock):\n    with lock:\n        time.sleep(1)\n"
LAMBDA = "import time\n\n\nasync def late():\n    return lambda: time.sleep(1)\n"
CLEAN = "import asyncio\n\n\nasync def poll():\n    await asyncio.sleep(1)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "slow.py").write_text(SLOW)
    (tmp_path / "app" / "clean.py").write_text(CLEAN)
    return tmp_path


def test_a_run_shows_the_change_and_touches_nothing(project: Path) -> None:
    done = asyncfix("run", "app", cwd=project)
    assert done.code == 1
    assert "app/slow.py:5:5: blocking-sleep [safe]" in done.out
    assert "-    time.sleep(1)" in done.out
    assert "+    await asyncio.sleep(1)" in done.out
    assert "2 files scanned" in done.out
    assert (project / "app" / "slow.py").read_text() == SLOW


def test_writing_makes_the_safe_fixes_and_then_nothing_is_left(project: Path) -> None:
    assert asyncfix("run", "--write", "app", cwd=project).code == 0
    assert (project / "app" / "slow.py").read_text() == FIXED
    again = asyncfix("run", "--write", "app", cwd=project)
    assert (again.code, (project / "app" / "slow.py").read_text()) == (0, FIXED)


def test_undo_brings_the_last_run_back_but_not_what_was_edited_since(project: Path) -> None:
    other = project / "app" / "other.py"
    other.write_text(SLOW)
    asyncfix("run", "--write", ".", cwd=project)
    other.write_text(FIXED + "# edited\n")
    done = asyncfix("undo", ".", cwd=project)
    assert done.code == 2
    assert (project / "app" / "slow.py").read_text() == SLOW
    assert other.read_text() == FIXED + "# edited\n"
    assert "other.py" in done.err


def test_what_is_for_review_takes_unsafe(project: Path) -> None:
    file = project / "app" / "slow.py"
    file.write_text(LOCKED)
    assert asyncfix("run", "--write", "app", cwd=project).code == 1
    assert file.read_text() == LOCKED
    assert asyncfix("run", "--write", "--unsafe", "app", cwd=project).code == 0
    assert "await asyncio.sleep(1)" in file.read_text()


def test_a_skip_leaves_a_finding_and_says_why(project: Path) -> None:
    (project / "app" / "slow.py").write_text(LAMBDA)
    done = asyncfix("run", "--write", "app", cwd=project)
    assert done.code == 1
    assert "an await can't stand in a lambda" in done.out


def test_a_check_prints_a_line_a_finding(project: Path) -> None:
    done = asyncfix("run", "--check", "app", cwd=project)
    assert done.code == 1
    assert done.out.splitlines()[0].startswith("app/slow.py:5:5: blocking-sleep [safe]")
    assert "await" not in done.out


@pytest.mark.parametrize("folder", [".", "app"])
def test_git_applies_the_diff(project: Path, folder: str) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=project, check=True)
    odd = project / "app" / 'o dd"é.py'
    odd.write_bytes(SLOW.replace("\n", "\r\n").encode()[:-2])
    done = asyncfix("run", "--diff", ".", cwd=project / folder)
    assert done.code == 1
    subprocess.run(["git", "apply", "-"], cwd=project / folder, input=done.raw, check=True)
    assert (project / "app" / "slow.py").read_text() == FIXED
    assert odd.read_bytes() == FIXED.replace("\n", "\r\n").encode()[:-2]


def test_json_and_sarif_hold_the_finding_and_its_fix(project: Path) -> None:
    found = json.loads(asyncfix("run", "--format", "json", "app", cwd=project).out)
    (file,) = [one for one in found["files"] if one["findings"]]
    assert file["findings"][0]["recipe"] == "blocking-sleep"
    log = json.loads(asyncfix("run", "--format", "sarif", "app", cwd=project).out)
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "blocking-sleep"
    assert result["fixes"]


def test_github_gets_an_annotation(project: Path) -> None:
    done = asyncfix("run", "--format", "github", "app", cwd=project)
    assert re.search(r"^::(error|warning|notice) .*file=app/slow\.py,line=5,col=5", done.out, re.MULTILINE)


def test_recipes_are_selected_and_ignored(project: Path) -> None:
    assert asyncfix("run", "--select", "running-loop", "app", cwd=project).code == 0
    assert asyncfix("run", "--ignore", "blocking-sleep", "app", cwd=project).code == 0
    done = asyncfix("run", "--select", "blocking-slep", "app", cwd=project)
    assert done.code == 2
    assert "blocking-sleep" in done.err


def test_settings_come_from_the_nearest_pyproject_and_the_command_line_wins(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.asyncfix]\nignore = ["blocking-sleep"]\n')
    assert asyncfix("run", "app", cwd=project).code == 0
    assert asyncfix("run", "--ignore", "running-loop", "app", cwd=project).code == 1
    (project / "pyproject.toml").write_text('[tool.asyncfix]\nignroe = ["blocking-sleep"]\n')
    done = asyncfix("run", "app", cwd=project)
    assert done.code == 2
    assert "pyproject.toml:2: unknown key `ignroe`; did you mean `ignore`?" in done.err


def test_standard_input_is_an_editors_buffer(project: Path) -> None:
    buffer = b"\xef\xbb\xbf" + SLOW.replace("\n", "\r\n").encode()
    done = asyncfix("run", "--write", "--stdin-filename", "app/buffer.py", "-", cwd=project, stdin=buffer)
    assert done.raw == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()
    shown = asyncfix("run", "--stdin-filename", "app/buffer.py", "-", cwd=project, stdin=SLOW.encode())
    assert shown.code == 1
    assert "app/buffer.py:5:5" in shown.out


def test_files_that_cannot_be_read_are_told_and_the_rest_is_done(project: Path) -> None:
    app = project / "app"
    (app / "broken.py").write_text("def broken(:\n")
    (app / "nul.py").write_bytes(b"x = 1\0\n")
    (app / "bytes.py").write_bytes(b"x = '\xff'\n")
    (app / "cookie.py").write_bytes(b"# coding: klingon\nx = 1\n")
    (app / "deep.py").write_text("import time\nasync def f():\n    time.sleep(" + "(" * 2000 + ")" * 2000 + ")\n")
    (app / "dangling.py").symlink_to(app / "nowhere.py")
    (app / "loop").symlink_to(app, target_is_directory=True)
    with open(app / "big.py", "wb") as big:
        big.truncate(30_000_000)
    done = asyncfix("run", "--write", "app", cwd=project)
    assert done.code == 1
    for name in ("broken", "nul", "bytes", "cookie", "deep", "big"):
        assert f"app/{name}.py" in done.out, name
    assert (app / "slow.py").read_text() == FIXED
    assert (app / "broken.py").read_text() == "def broken(:\n"


def test_a_path_that_does_not_exist_is_exit_code_two_and_the_others_are_searched(project: Path) -> None:
    done = asyncfix("run", "app", "nowhere", cwd=project)
    assert done.code == 2
    assert "nowhere" in done.out + done.err
    assert "app/slow.py:5:5" in done.out


def test_exit_zero_makes_findings_no_failure_but_mistakes_still_are(project: Path) -> None:
    assert asyncfix("run", "--exit-zero", "app", cwd=project).code == 0
    assert asyncfix("run", "--exit-zero", "nowhere", cwd=project).code == 2


def test_two_processes_find_what_one_finds(project: Path) -> None:
    for number in range(300):
        (project / "app" / f"m{number}.py").write_text(SLOW)
    one, two = (asyncfix("run", "--check", "--no-cache", "--jobs", jobs, ".", cwd=project) for jobs in ("1", "2"))
    assert re.sub(r"in [\d.]+ s", "", one.out) == re.sub(r"in [\d.]+ s", "", two.out)
    assert one.out.count("blocking-sleep [safe]") == 301


def test_a_reader_that_goes_away_makes_no_noise(project: Path) -> None:
    done = asyncfix("run", "app", cwd=project, shell="| head -1 >/dev/null")
    assert "Traceback" not in done.err


def test_a_terminal_gets_colours_and_a_pipe_does_not(project: Path) -> None:
    shown = on_terminal("run", "app", cwd=project)
    assert shown.code == 1
    assert "\x1b[" in shown.out
    assert "await asyncio.sleep(1)" in plain(shown.out)
    bare = on_terminal("run", "app", cwd=project, env={"NO_COLOR": "1"}, columns=60)
    assert "\x1b[3" not in bare.out
    assert "\x1b" not in asyncfix("run", "app", cwd=project).out


def test_names_with_control_characters_are_shown_escaped(project: Path) -> None:
    (project / "app" / "e\x1b[31mvil\n.py").write_text(SLOW)
    for done in (asyncfix("run", "app", cwd=project), asyncfix("run", "--check", "app", cwd=project)):
        assert "\x1b" not in done.out
        assert "\\x1b[31mvil\\n.py:5:5" in done.out


def test_a_read_only_file_keeps_its_mode_when_it_is_written(project: Path) -> None:
    file = project / "app" / "slow.py"
    os.chmod(file, 0o640)
    asyncfix("run", "--write", "app", cwd=project)
    assert file.stat().st_mode & 0o777 == 0o640


def test_recipes_are_listed_and_explained_with_an_example(project: Path) -> None:
    assert "blocking-sleep" in asyncfix("recipes", cwd=project).out
    told = asyncfix("explain", "blocking-sleep", cwd=project)
    assert told.code == 0
    assert "ASYNC251" in told.out
    assert "await asyncio.sleep" in told.out
    assert asyncfix("explain", "blocking", cwd=project).code == 2


def test_what_blocks_for_less_than_is_asked_for_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "jobs.py").write_text(
        "import os, subprocess\n\n\nasync def job(path):\n    if os.path.exists(path):\n        await stop()\n"
        '    subprocess.run(["job"])\n    await stop()\n    return open(path).read()\n'
    )
    found = {
        level: {
            (finding["call"], finding["severity"])
            for file in json.loads(asyncfix("run", "-f", "json", "--severity", level, ".", cwd=tmp_path).out)["files"]
            for finding in file["findings"]
        }
        for level in ("low", "medium", "high")
    }
    assert found["high"] == {("subprocess.run", "high")}
    assert found["medium"] > found["high"]
    assert found["low"] - found["medium"] == {("os.path.exists", "low")}
    assert all(severity == "medium" for _, severity in found["medium"] - found["high"])
    (tmp_path / "pyproject.toml").write_text('[tool.asyncfix]\nseverity = "high"\n')
    assert "1 fixable" in asyncfix("run", "--check", ".", cwd=tmp_path).out
    wrong = asyncfix("run", "--severity", "much", ".", cwd=tmp_path)
    assert wrong.code == 2
    assert '--severity takes "low" or "medium" or "high", not "much"' in wrong.err
