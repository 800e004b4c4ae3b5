"""Scanning many files: the same answer in one process and in several, whatever some of the files are."""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

import pytest

from asyncfix.config.settings import Settings
from asyncfix.loading.registry import load
from asyncfix.rewrite.fix_selection import safe
from asyncfix.run.run import RunRequest, run
from asyncfix.run.scan import Job, scan
from tests.support.command import COMMAND, asyncfix, environment

SLEEP = "import time\n\n\nasync def poll():\n    time.sleep(1)\n"
FIXED = "import asyncio\n\n\nasync def poll():\n    await asyncio.sleep(1)\n"
NOBODY = 65534


def report(*arguments: str | Path, cwd: Path) -> dict[str, Any]:
    """What `asyncfix run --format json` says, but for how long it took."""
    done = asyncfix("run", "--format", "json", "--no-cache", *arguments, cwd=cwd)
    assert done.err == ""
    document: dict[str, Any] = json.loads(done.out)
    del document["elapsed"]
    return document


def many(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"f{number}.py").write_text(SLEEP if number % 3 else "x = 1\n")


def build_zoo(folder: Path) -> Path:
    """A project in which nearly every file is a problem."""
    (folder / "below").mkdir(parents=True)
    (folder / "below" / "fine.py").write_text(SLEEP)
    (folder / "syntax.py").write_text(SLEEP + "def f(:\n")
    (folder / "nul.py").write_text(SLEEP + "# \0\n")
    (folder / "bytes.py").write_bytes(SLEEP.encode() + b"# \xff\n")
    (folder / "encoding.py").write_text("# coding: klingon\n" + SLEEP)
    (folder / "utf16.py").write_text(SLEEP, encoding="utf-16")
    (folder / "brackets.py").write_text(SLEEP + "x = " + "(" * 2000 + ")" * 2000 + "\n")
    (folder / "attributes.py").write_text(SLEEP + "x = a" + ".b" * 100_000 + "\n")
    (folder / "minus.py").write_text(SLEEP + "x = " + "-" * 100_000 + "1\n")
    (folder / "indented.py").write_text(SLEEP + "".join(f"{' ' * level}if x:\n" for level in range(120)))
    with open(folder / "huge.py", "wb") as file:
        file.truncate(30_000_000)
    (folder / "dangling.py").symlink_to("nowhere.py")
    (folder / "itself.py").symlink_to("itself.py")
    (folder / "loop").symlink_to(folder)
    (folder / "folder.py").mkdir()
    (folder / "folder.py" / "inside.py").write_text(SLEEP)
    os.mkfifo(folder / "pipe.py")
    with socket.socket(socket.AF_UNIX) as listener, chdir(folder):  # for its name has to be short
        listener.bind("socket.py")
    os.mkdir(folder / "locked")
    (folder / "locked" / "inside.py").write_text(SLEEP)
    (folder / "secret.py").write_text(SLEEP)
    return folder


@pytest.fixture
def zoo(tmp_path: Path) -> Path:
    return build_zoo(tmp_path / "zoo")


@contextmanager
def nobody() -> Iterator[None]:
    """Without the rights of root, which may read everything."""
    groups = os.getgroups()
    if os.geteuid() != 0:
        yield
        return
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


REASONS = {
    "attributes.py": "does not parse: it is nested too deeply",
    "brackets.py": "does not parse: too many nested parentheses (line 6)",
    "bytes.py": "is not utf-8: invalid start byte (line 6)",
    "dangling.py": "is a symbolic link to nothing",
    "encoding.py": "says that its encoding is klingon, which this Python does not know",
    "huge.py": "is 30 MB; files over 10 MB are not read",
    "indented.py": "does not parse: too many levels of indentation (line 106)",
    "itself.py": "can't be read: Too many levels of symbolic links",
    "minus.py": "does not parse: it is nested too deeply",
    "nul.py": "holds a NUL byte at offset 52",
    "syntax.py": "does not parse: invalid syntax (line 6)",
    "utf16.py": "holds a NUL byte at offset 3",
}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_unreadable_files_of_every_kind_are_reported_and_the_rest_is_done(zoo: Path, jobs: str) -> None:
    if jobs == "2":
        many(zoo / "below", 150)  # fewer files are not worth a second process
    done = report("--write", "--jobs", jobs, ".", cwd=zoo)
    reasons = {entry["path"]: entry["reason"] for entry in done["unreadable"]}
    assert reasons == REASONS
    for fine in ("below/fine.py", "folder.py/inside.py", "locked/inside.py", "secret.py"):
        assert (zoo / fine).read_text() == FIXED
    assert done["summary"]["fixed"] == done["summary"]["changed"] == 4 + (100 if jobs == "2" else 0)
    assert asyncfix("run", ".", cwd=zoo).code == 1
    assert asyncfix("run", "--exit-zero", ".", cwd=zoo).code == 0


def test_files_and_folders_without_permission_are_reported() -> None:
    with tempfile.TemporaryDirectory() as name:  # everybody can reach it, unlike the folders of pytest
        os.chmod(name, 0o755)
        zoo = build_zoo(Path(name) / "zoo")
        request = RunRequest((zoo,), Settings(root=zoo, cache=False), safe)
        assert dict(run(request).unreadable) == {str(zoo / name): reason for name, reason in REASONS.items()}
        (zoo / "secret.py").chmod(0)
        (zoo / "locked").chmod(0)
        with nobody():
            found = run(request)
        (zoo / "locked").chmod(0o755)
    denied = {"secret.py": "can't be read: Permission denied", "locked": "can't be listed: Permission denied"}
    assert dict(found.unreadable) == {str(zoo / name): reason for name, reason in {**REASONS, **denied}.items()}
    assert {os.path.basename(file.path) for file in found.files if file.accepted} == {"fine.py", "inside.py"}


def test_several_processes_give_what_one_gives(tmp_path: Path) -> None:
    many(tmp_path, 270)
    (tmp_path / "broken.py").write_text("def f(:\n")
    one = report("--jobs", "1", ".", cwd=tmp_path)
    assert one["summary"]["fixable"] == 180
    for jobs in ("2", "3"):
        assert report("--jobs", jobs, ".", cwd=tmp_path) == one


def test_progress_counts_every_file_once(tmp_path: Path) -> None:
    many(tmp_path, 300)
    files = [(str(path), "") for path in sorted(tmp_path.iterdir())]
    recipes = load()
    for jobs in (1, 2):
        steps: list[int] = []
        verdicts = list(scan(files, Job(recipes, frozenset()), jobs, steps.append))
        assert sorted(verdict.path for verdict in verdicts) == sorted(path for path, _ in files)
        assert sum(steps) == 300


def test_a_file_that_goes_away_before_it_is_read_is_unreadable(tmp_path: Path) -> None:
    (verdict,) = scan([(str(tmp_path / "gone.py"), "")], Job(load(), frozenset()), 1, lambda count: None)
    assert verdict.report is not None
    assert verdict.report.unreadable == "can't be read: No such file or directory"


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(tmp_path: Path, enabled: bool) -> None:
    many(tmp_path, 50)
    files = [(str(path), "") for path in tmp_path.iterdir()]
    (gc.enable if enabled else gc.disable)()
    try:
        list(scan(files, Job(load(), frozenset()), 1, lambda count: None))
        assert gc.isenabled() is enabled
    finally:
        gc.enable()


RECIPE = '''"""A recipe that does something else."""

import os, pathlib, signal, time

from asyncfix.recipe import Recipe, Skip


def answer(call):
    {}
    return Skip("done")


RECIPE = Recipe("own", ["naps.nap"], "power< any+ trailer< '(' any* ')' > >", answer)
'''


def with_recipe(folder: Path, deed: str) -> list[str]:
    """The command that runs with a recipe that does the deed in one of many files."""
    (folder / "mine").mkdir()
    (folder / "mine" / "own.py").write_text(RECIPE.format(deed))
    (folder / "code").mkdir()
    many(folder / "code", 300)
    (folder / "code" / "f17.py").write_text("import naps\nasync def f(): naps.nap()\n")
    return ["run", "--no-cache", "--recipes", "mine", "--select", "own", "code"]


@pytest.mark.parametrize("to", ["all of them", "the first"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_a_scan_at_once_without_a_trace(tmp_path: Path, jobs: str, to: str) -> None:
    command = with_recipe(tmp_path, "pathlib.Path('started').touch(); time.sleep(600)")
    process = subprocess.Popen(
        [*COMMAND, *command, "--jobs", jobs],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not (tmp_path / "started").exists():
        assert process.poll() is None
        time.sleep(0.01)
    if to == "the first":
        process.send_signal(signal.SIGINT)
    else:
        os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (130, b"", b"asyncfix: interrupted\n")
    with pytest.raises(ProcessLookupError):  # nobody of the group is left
        os.killpg(process.pid, 0)


def test_a_process_that_is_killed_ends_the_run_with_a_message(tmp_path: Path) -> None:
    command = with_recipe(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    done = asyncfix(*command, "--jobs", "2", cwd=tmp_path)
    assert done.code == 2
    assert done.err == ("asyncfix: a process of the run died, perhaps for want of memory; --jobs 1 needs the least\n")
