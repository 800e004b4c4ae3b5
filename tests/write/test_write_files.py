"""Files that are written together: all of them or none."""

from __future__ import annotations

import os
import resource
import sys
from itertools import count
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from asyncfix.files.source import digest
from asyncfix.write.atomic_write import CHANGED, WriteRefusal, replace_files
from asyncfix.write.write_files import FileChange, undo, write_run

TAG = "0123456789abcdef"
OLD, NEW = b"old contents\n", b"new contents, which are longer\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(tmp_path / "state"))
    folder = tmp_path / "project"
    folder.mkdir()
    for name in "abc":
        (folder / name).write_bytes(OLD)
    return folder


def change(project: Path, name: str, group: str = "", new: bytes = NEW, old: bytes = OLD) -> FileChange:
    return FileChange(str(project / name), digest(old), new, group)


def contents(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(project.iterdir())}


def test_a_file_that_changed_keeps_those_of_its_group_from_being_written_and_no_others(project: Path) -> None:
    (project / "b").write_bytes(b"changed\n")
    result = write_run([change(project, "a", "g"), change(project, "b", "g"), change(project, "c")], root=project)
    assert [one.path for one in result.written] == [str(project / "c")]
    assert {one.path: one.reason for one in result.refused} == {
        str(project / "b"): CHANGED,
        str(project / "a"): f"goes together with {project / 'b'}, which {CHANGED}",
    }
    assert contents(project) == {"a": OLD, "b": b"changed\n", "c": NEW}
    assert undo(project).restored
    assert contents(project) == {"a": OLD, "b": b"changed\n", "c": OLD}


def test_a_group_that_is_written_is_undone_whole(project: Path) -> None:
    write_run([change(project, "a", "g"), change(project, "b", "g")], root=project)
    assert contents(project) == {"a": NEW, "b": NEW, "c": OLD}
    undo(project)
    assert contents(project) == {"a": OLD, "b": OLD, "c": OLD}


def test_groups_that_meet_in_a_file_of_two_names_are_one(project: Path) -> None:
    os.symlink(project / "a", project / "d")
    (project / "c").write_bytes(b"changed\n")
    wanted = [
        change(project, "a", "g"),
        change(project, "b", "g"),
        change(project, "d", "h"),
        change(project, "c", "h"),
    ]
    assert not write_run(wanted, root=project).written
    assert contents(project) == {"a": OLD, "b": OLD, "c": b"changed\n", "d": OLD}


def test_no_room_for_the_last_file_leaves_all_as_they_were(project: Path) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        wanted = [change(project, "a", "g"), change(project, "b", "g", b"x" * 60_000)]
        result = write_run(wanted, root=project, journal=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not result.written
    assert [one.path for one in result.refused] == [str(project / "a"), str(project / "b")]
    assert contents(project) == {"a": OLD, "b": OLD, "c": OLD}


@pytest.mark.parametrize("can_swap", [True, False])
def test_an_interruption_at_any_step_leaves_all_or_none_replaced(
    project: Path, can_swap: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_swap:
        monkeypatch.setattr("asyncfix.write.atomic_write._swap", lambda one, other: False)
    for step in count(1):
        for name in "abc":
            (project / name).write_bytes(OLD)
        done = _interrupted_at(step, project)
        found = contents(project)
        assert len({found[name] for name in "abc"}) == 1, f"step {step}: {found}"
        for name in set(found) - set("abc"):
            (project / name).unlink()  # left behind new contents: the next run would remove it
        if done:
            assert found == dict.fromkeys("abc", NEW)
            break


def _interrupted_at(step: int, project: Path) -> bool:
    """Replace the files, with Ctrl-C at a line of the code that does it. True where it was done before that."""
    left = step

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        if frame.f_globals.get("__name__") != "asyncfix.write.atomic_write" or frame.f_code.co_name not in _LOOKED_AT:
            return None
        if event == "line":
            left -= 1
            if not left:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        replace_files([(str(project / name), digest(OLD), NEW) for name in "abc"], TAG)
    except KeyboardInterrupt:
        return False
    finally:
        sys.settrace(before)
    return True


_LOOKED_AT = {"replace_files", "_put_in_place"}


def test_a_file_that_changes_in_the_last_moment_has_the_others_put_back(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from asyncfix.write import atomic_write

    swap = atomic_write._swap

    def meddling(one: str, other: str) -> bool:
        if other.endswith("/b") and Path(other).read_bytes() == OLD:
            Path(other).write_bytes(b"somebody else's\n")
        return swap(one, other)

    monkeypatch.setattr(atomic_write, "_swap", meddling)
    with pytest.raises(WriteRefusal):
        replace_files([(str(project / name), digest(OLD), NEW) for name in "abc"], TAG)
    assert contents(project) == {"a": OLD, "b": b"somebody else's\n", "c": OLD}
