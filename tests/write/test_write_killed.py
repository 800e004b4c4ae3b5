"""Runs and undos that are killed, interrupted or raced at any moment: every file is old or new.

With ASYNCFIX_EXHAUSTIVE=1 there are 200 random kills over 500 files and a kill at every bytecode.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from asyncfix.write.write_files import last_run, undo, write_run
from tests.support.killed_writer import LITTER, changes, contents, tree

EXHAUSTIVE = os.environ.get("ASYNCFIX_EXHAUSTIVE") == "1"
CHILD = Path(__file__).parent.parent / "support" / "killed_writer.py"
FILES = 500
pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project and its state in memory, where there are no slow disks; on the disk when it is exhaustive."""
    memory = Path("/dev/shm")
    in_memory = memory.is_dir() and not EXHAUSTIVE
    with tempfile.TemporaryDirectory(dir=memory if in_memory else tmp_path) as folder:
        monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(Path(folder) / "state"))
        project = Path(folder) / "project"
        project.mkdir()
        yield project


def fill(project: Path, files: int = FILES) -> dict[str, bytes]:
    """A project of old files; tells them."""
    names = [f"module_{number}.py" for number in range(files)]
    for name in names:
        (project / name).write_bytes(contents(name, "old"))
    return tree(project)


def prepare(*arguments: str | Path) -> subprocess.Popen[str]:
    """A process that has read the files and waits."""
    command = [sys.executable, str(CHILD), *map(str, arguments)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stdout.readline() == "ready\n"
    return child


def go(*children: subprocess.Popen[str]) -> None:
    for child in children:
        assert child.stdin
        child.stdin.write("go\n")
        child.stdin.flush()


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """A process that is at its deed."""
    child = prepare(*arguments)
    go(child)
    return child


def told(child: subprocess.Popen[str]) -> Any:
    """The result of a process."""
    out, _ = child.communicate()
    assert child.returncode == 0
    return json.loads(out)


class Moments:
    """Random moments of a deed, which learn how long it takes while the machine has other things to do."""

    def __init__(self) -> None:
        self.between = 0  # how many stops were neither before the first file nor after the last
        self._reach = 0.2  # seconds
        self._chance = random.Random()

    def tries(self, count: int, between: int) -> Iterator[int]:
        """At least `count` stops, and more until enough of them were in the midst of it."""
        for number in range(100 * count):
            if number >= count and self.between >= between:
                return
            yield number
        raise AssertionError(f"of {100 * count} stops {self.between} were between the first file and the last")

    def wait(self) -> None:
        time.sleep(self._chance.uniform(0, self._reach))

    def learn(self, done: int) -> None:
        """Take note of how many files were done at the stop."""
        if done == FILES:
            self._reach *= 0.8
        elif done == 0:
            self._reach *= 1.1
        else:
            self.between += 1


def whole(project: Path, old: dict[str, bytes]) -> tuple[int, int]:
    """Checks that every file is old or new; tells how many are new, and how many temporary files there are."""
    now = tree(project)
    fresh = {name for name in old if now[name] == contents(name, "new")}
    assert all(now[name] == old[name] for name in old.keys() - fresh)
    litter = now.keys() - old.keys()
    assert all(LITTER.fullmatch(name) for name in litter)
    return len(fresh), len(litter)


def test_files_are_whole_after_a_kill_at_any_moment_and_undo_brings_all_back(project: Path) -> None:
    old = fill(project)
    moments = Moments()
    for _ in moments.tries(200 if EXHAUSTIVE else 40, between=6):
        with start("write", project, "new") as child:
            moments.wait()
            child.kill()
        fresh, litter = whole(project, old)
        assert litter <= 1
        moments.learn(fresh)
        info = last_run(project)
        if info is None:
            assert fresh == 0
            continue
        result = undo(project)
        assert len(result.restored) == fresh
        assert len(result.restored) + len(result.untouched) == info.files
        assert not result.refused
        assert tree(project) == old
        assert last_run(project) is None


def test_an_undo_that_is_killed_at_any_moment_is_taken_up_by_the_next(project: Path) -> None:
    old = fill(project)
    moments = Moments()
    for _ in moments.tries(100 if EXHAUSTIVE else 10, between=2):
        write_run(changes(project, "new"), root=project)
        with start("undo", project) as child:
            moments.wait()
            child.kill()
        fresh, _ = whole(project, old)
        moments.learn(FILES - fresh)
        assert len(undo(project).restored) == fresh
        assert tree(project) == old
        assert last_run(project) is None


def test_ctrl_c_at_any_moment_makes_an_honest_partial_result(project: Path) -> None:
    old = fill(project)
    moments = Moments()
    for _ in moments.tries(100 if EXHAUSTIVE else 10, between=2):
        with start("write", project, "new") as child:
            moments.wait()
            child.send_signal(signal.SIGINT)
            out, _ = child.communicate()
        fresh, litter = whole(project, old)
        assert litter == 0
        if child.returncode:
            assert child.returncode == -signal.SIGINT  # before the run began, or after it was over
            assert fresh in (0, FILES)
        else:
            result = json.loads(out)
            assert result["interrupted"] or fresh == FILES
            assert {written["path"] for written in result["written"]} == {
                str(project / name) for name, raw in tree(project).items() if raw != old[name]
            }
            assert len(result["left"]) == FILES - fresh
            assert (result["run_id"] is not None) == (fresh > 0)
        moments.learn(fresh)
        assert len(undo(project).restored) == fresh
        assert tree(project) == old


GRAIN = "opcode" if EXHAUSTIVE else "line"


@pytest.mark.parametrize("how", ["kill", "interrupt"])
@pytest.mark.parametrize("deed", ["write", "undo"])
def test_a_stop_at_each_single_step_leaves_files_whole_and_can_be_undone(project: Path, deed: str, how: str) -> None:
    command = [sys.executable, str(CHILD), "steps", str(project), deed, how, GRAIN]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    assert int(done.stdout) > 100


def test_two_copies_at_once_on_one_project_do_not_mix_their_files(project: Path) -> None:
    old = fill(project, 200)
    for _ in range(3):
        children = [prepare("write", project, tag) for tag in ("new", "newest")]
        go(*children)
        results = [told(child) for child in children]
        now = tree(project)
        assert all(now[name] in (contents(name, "new"), contents(name, "newest")) for name in old)
        for result in results:
            assert "is writing to" in result["error"] if "error" in result else not result["interrupted"]
        assert any("error" not in result for result in results)
        while undo(project).run_id:
            pass
        assert tree(project) == old


def test_two_copies_that_share_no_lock_refuse_what_the_other_wrote(project: Path) -> None:
    """Projects may overlap. Each file goes to one of the two, and the other one says so."""
    old = fill(project, 200)
    children = [prepare("write", project, "new", project), prepare("write", project, "newest", project.parent)]
    go(*children)
    results = dict(zip(("new", "newest"), map(told, children), strict=True))
    now = tree(project)
    assert now.keys() == old.keys()
    claims: dict[str, list[str]] = {name: [] for name in old}
    for tag, result in results.items():
        assert len(result["written"]) + len(result["refused"]) == len(old)
        for written in result["written"]:
            claims[os.path.basename(written["path"])].append(tag)
    for name, tags in claims.items():
        assert now[name] in [contents(name, tag) for tag in tags]
    for root in (project, project.parent):
        assert not undo(root).again
    assert tree(project) == old
