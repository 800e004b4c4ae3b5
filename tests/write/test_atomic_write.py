"""Replacing files: whole or not at all, with everything kept but their contents."""

from __future__ import annotations

import os
import resource
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from asyncfix.errors import JournalError, WriteError
from asyncfix.files.source import digest
from asyncfix.write import atomic_write
from asyncfix.write.journal import Journal
from asyncfix.write.write_files import (
    FileChange,
    RefusedFile,
    WriteResult,
    WrittenFile,
    last_run,
    undo,
    write_file,
    write_run,
)

OLD = b"import time\r\n\ttime.sleep(1)"
NEW = b"import asyncio\r\n\tawait asyncio.sleep(1)  # \xe4"
NOBODY = 65534
ROOT = os.geteuid() == 0

needs_root = pytest.mark.skipif(not ROOT, reason="takes root")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(folder))
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that everybody can reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        (Path(name) / "state").mkdir()
        os.chmod(Path(name) / "state", 0o777)
        monkeypatch.setenv("ASYNCFIX_STATE_DIR", str(Path(name) / "state"))
        yield Path(name)


@contextmanager
def nobody() -> Iterator[None]:
    """Without the rights of root, which may write anywhere."""
    if not ROOT:
        yield
        return
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


@contextmanager
def small_disk(folder: Path, size: str, *options: str) -> Iterator[None]:
    """A file system of its own on a folder."""
    mount = ["mount", "-t", "tmpfs", "-o", ",".join([f"size={size}", *options]), "tmpfs", str(folder)]
    if not ROOT or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def make(path: Path, raw: bytes = OLD, mode: int = 0o644) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    path.chmod(mode)
    return path


def change(path: Path | str, new: bytes = NEW, old: bytes = OLD) -> FileChange:
    return FileChange(os.fspath(path), digest(old), new)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def litter(folder: Path) -> list[str]:
    return [name for _, _, names in os.walk(folder) for name in names if name.endswith(".tmp")]


def reasons(result: WriteResult) -> dict[str, str]:
    return {refused.path: refused.reason for refused in result.refused}


# What is written, and what stays


def test_the_file_holds_exactly_the_new_bytes(project: Path) -> None:
    file = make(project / "a.py")
    result = write_run([change(file)], root=project)
    assert file.read_bytes() == NEW
    assert result.written == (WrittenFile(str(file)),)
    assert not result.refused
    assert not result.left
    assert not result.interrupted
    assert result.run_id
    assert os.listdir(project) == ["a.py"]


@pytest.mark.parametrize("new", [b"", b"x" * 3_000_000])
def test_empty_and_large_contents_are_written(project: Path, new: bytes) -> None:
    file = make(project / "a.py")
    write_run([change(file, new)], root=project)
    assert file.read_bytes() == new


@pytest.mark.parametrize("mode", [0o644, 0o755, 0o600, 0o640, 0o666, 0o444, 0o400, 0o4755])
def test_the_mode_stays_whatever_the_umask(project: Path, mode: int) -> None:
    file = make(project / "a.py", mode=mode)
    former = os.umask(0o077)
    try:
        assert not write_run([change(file)], root=project).refused
    finally:
        os.umask(former)
    assert mode_of(file) == mode
    assert file.read_bytes() == NEW


def test_a_read_only_file_in_a_folder_that_can_be_written_is_replaced_and_stays_read_only(foreign: Path) -> None:
    write_run([change(make(foreign / "warm/up.py"))], root=foreign / "warm")
    folder = foreign / "project"
    file = make(folder / "a.py", mode=0o444)
    if ROOT:
        os.chown(folder, NOBODY, NOBODY)
        os.chown(file, NOBODY, NOBODY)
    with nobody():
        result = write_run([change(file)], root=folder)
    assert result.written == (WrittenFile(str(file)),)
    assert mode_of(file) == 0o444


@needs_root
def test_owner_and_group_stay(project: Path) -> None:
    file = make(project / "a.py", mode=0o4750)
    os.chown(file, 1234, 2345)
    file.chmod(0o4750)
    assert write_run([change(file)], root=project).written == (WrittenFile(str(file)),)
    assert (file.stat().st_uid, file.stat().st_gid, mode_of(file)) == (1234, 2345, 0o4750)


@needs_root
def test_an_owner_that_can_not_be_kept_is_reported_and_nobody_may_read_more(foreign: Path) -> None:
    write_run([change(make(foreign / "warm/up.py"))], root=foreign / "warm")
    file = make(foreign / "project/a.py", mode=0o4664)
    os.chown(foreign / "project", NOBODY, NOBODY)
    with nobody():
        result = write_run([change(file)], root=foreign / "project")
    assert result.written == (WrittenFile(str(file), "its owner and group could not be kept"),)
    assert mode_of(file) == 0o644


def test_extended_attributes_stay(project: Path) -> None:
    file = make(project / "a.py")
    try:
        os.setxattr(file, "user.origin", b"elsewhere")
    except OSError:
        pytest.skip("no extended attributes here")
    write_run([change(file)], root=project)
    assert os.getxattr(file, "user.origin") == b"elsewhere"


def access_list(*, for_user: int) -> bytes:
    """user::rw-, user:<id>:rw-, group::r--, mask::rw-, other::---"""
    rows = [(1, 6, -1), (2, 6, for_user), (4, 4, -1), (16, 6, -1), (32, 0, -1)]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *row) for row in rows)


def test_an_access_list_stays(project: Path) -> None:
    file = make(project / "a.py")
    try:
        os.setxattr(file, "system.posix_acl_access", access_list(for_user=1234))
    except OSError:
        pytest.skip("no access lists here")
    before = mode_of(file)
    write_run([change(file)], root=project)
    assert os.getxattr(file, "system.posix_acl_access") == access_list(for_user=1234)
    assert mode_of(file) == before


def test_a_file_without_access_list_does_not_get_that_of_its_folder(project: Path) -> None:
    file = make(project / "a.py", mode=0o660)
    try:
        os.setxattr(project, "system.posix_acl_default", access_list(for_user=1234))
    except OSError:
        pytest.skip("no access lists here")
    write_run([change(file)], root=project)
    assert "system.posix_acl_access" not in os.listxattr(file)
    assert mode_of(file) == 0o660


@pytest.mark.parametrize(
    "name",
    [
        "-rf.py",
        "a\nb.py",
        " .py",
        "ünï.py",
        os.fsdecode(b"\xff\xfe.py"),
        "a.asyncfix-0123456789abcdef.tmp.py",
        "n" * 252 + ".py",
        "ü" * 126 + ".py",
    ],
)
def test_any_file_name_will_do(project: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make(project / name)
    monkeypatch.chdir(project)
    assert write_run([change(name)], root=".").written == (WrittenFile(name),)
    assert file.read_bytes() == NEW
    assert os.listdir(project) == [name]
    assert [restored.path for restored in undo(".").restored] == [str(file)]
    assert file.read_bytes() == OLD


def test_no_changes_touch_nothing(project: Path, state: Path) -> None:
    assert write_run([], root=project) == WriteResult()
    assert not state.exists()


# Links


def test_a_symbolic_link_stays_and_its_target_is_written(project: Path) -> None:
    target = make(project / "src/real.py")
    link = project / "link.py"
    link.symlink_to("src/real.py")
    assert write_run([change(link)], root=project).written == (WrittenFile(str(link)),)
    assert os.readlink(link) == "src/real.py"
    assert not target.is_symlink()
    assert target.read_bytes() == NEW
    assert not litter(project)


def test_a_chain_of_links_across_folders_is_followed_to_its_end(project: Path) -> None:
    target = make(project / "deep/er/real.py")
    (project / "by_folder").symlink_to("deep")
    (project / "deep/two.py").symlink_to("er/real.py")
    (project / "one.py").symlink_to(project / "by_folder/two.py")
    write_run([change(project / "one.py")], root=project)
    assert target.read_bytes() == NEW
    assert (project / "one.py").is_symlink()
    assert (project / "deep/two.py").is_symlink()


def test_links_that_lead_nowhere_are_refused(project: Path) -> None:
    (project / "dangling.py").symlink_to("gone.py")
    (project / "round.py").symlink_to("round.py")
    result = write_run([change(project / "dangling.py"), change(project / "round.py")], root=project)
    assert reasons(result) == {
        str(project / "dangling.py"): "is a symbolic link to a file that is not there",
        str(project / "round.py"): "can't be found: its symbolic links go round in a circle",
    }
    assert sorted(os.listdir(project)) == ["dangling.py", "round.py"]
    assert result.run_id is None


def test_a_file_named_twice_is_written_once_and_reported_under_both_names(project: Path) -> None:
    file = make(project / "a.py")
    link = project / "b.py"
    link.symlink_to("a.py")
    result = write_run([change(link), change(file)], root=project)
    assert result.written == (WrittenFile(str(link)), WrittenFile(str(file), f"is the same file as {link}"))
    assert file.read_bytes() == NEW
    assert len(undo(project).restored) == 1


def test_a_file_named_twice_with_different_contents_gets_the_first(project: Path) -> None:
    file = make(project / "a.py")
    link = project / "b.py"
    link.symlink_to("a.py")
    result = write_run([change(file), change(link, b"other")], root=project)
    assert file.read_bytes() == NEW
    assert reasons(result) == {str(link): f"is the same file as {file}, which gets other contents"}


def test_a_hard_link_is_parted_and_reported(project: Path) -> None:
    file = make(project / "a.py")
    os.link(file, project / "b.py")
    result = write_run([change(file)], root=project)
    note = "is now apart from its other hard link, with unchanged contents there"
    assert result.written == (WrittenFile(str(file), note),)
    assert file.read_bytes() == NEW
    assert (project / "b.py").read_bytes() == OLD


def test_hard_links_that_are_all_named_are_all_written(project: Path) -> None:
    files = [make(project / "a.py"), project / "b.py", project / "c.py"]
    os.link(files[0], files[1])
    os.link(files[0], files[2])
    result = write_run([change(file) for file in files], root=project)
    assert [file.read_bytes() for file in files] == [NEW] * 3
    assert result.written[0].note == "is now apart from its 2 other hard links, with unchanged contents there"


# Files that are refused


def test_a_file_changed_since_it_was_read_is_refused_and_the_others_are_written(project: Path) -> None:
    stale, fresh = make(project / "a.py", b"edited"), make(project / "b.py")
    result = write_run([change(stale), change(fresh)], root=project)
    assert result.refused == (RefusedFile(str(stale), "changed since it was read; run again"),)
    assert result.written == (WrittenFile(str(fresh)),)
    assert stale.read_bytes() == b"edited"


def edit_in_place(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.write(b"E")


def edit_by_rename(file: Path) -> None:
    make(file.with_suffix(".new"), b"E" + OLD[1:]).rename(file)


def same_bytes_by_rename(file: Path) -> None:
    make(file.with_suffix(".new")).rename(file)


def into_link(file: Path) -> None:
    file.rename(file.with_suffix(".moved"))
    file.symlink_to(file.with_suffix(".moved").name)


EDITS = [edit_in_place, edit_by_rename, same_bytes_by_rename, into_link, os.unlink, lambda file: file.chmod(0o600)]


@pytest.mark.parametrize("edit", EDITS)
def test_a_file_changed_while_it_is_being_written_is_refused(
    project: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Path], None]
) -> None:
    """The edit comes when the temporary file is being synced, after the originals went to the journal."""
    file = make(project / "a.py")
    sync = os.fsync
    edited: list[bytes | None] = []

    def edit_then_sync(descriptor: int) -> None:
        if litter(project) and not edited:
            edit(file)
            edited.append(file.read_bytes() if file.exists() else None)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", edit_then_sync)
    result = write_run([change(file)], root=project)
    assert edited
    assert len(result.refused) == 1
    assert (file.read_bytes() if file.exists() else None) == edited[0]
    assert not litter(project)
    assert result.run_id is None
    assert last_run(project) is None


def test_a_file_that_was_another_one_for_a_moment_is_refused(
    project: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its journal would hold the bytes of that moment."""
    file, other = make(project / "a.py", b"for a moment"), make(project / "b.py")
    sync = os.fsync

    def back_then_sync(descriptor: int) -> None:
        if litter(state):
            file.write_bytes(OLD)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", back_then_sync)
    assert reasons(write_run([change(file), change(other)], root=project)).keys() == {str(file)}
    assert file.read_bytes() == OLD


EDITS_IN_THE_LAST_MOMENT = [edit_in_place, edit_by_rename, into_link, lambda file: file.chmod(0o600)]


@pytest.mark.parametrize("edit", EDITS_IN_THE_LAST_MOMENT)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems replace without looking back")
def test_a_change_in_the_last_moment_before_the_rename_is_put_back(
    project: Path, monkeypatch: pytest.MonkeyPatch, edit: Callable[[Path], None]
) -> None:
    file = make(project / "a.py")
    rename = atomic_write._rename_with_flags()
    assert rename
    calls: list[bytes] = []

    def edit_then_rename(*arguments: Any) -> int:
        if not calls:
            edit(file)
        calls.append(file.read_bytes())
        return rename(*arguments)

    monkeypatch.setattr(atomic_write, "_rename_with_flags", lambda: edit_then_rename)
    result = write_run([change(file)], root=project)
    assert reasons(result) == {str(file): "changed since it was read; run again"}
    assert calls[1] == NEW
    assert file.read_bytes() == calls[0]
    assert file.is_symlink() == (edit is into_link)
    assert not litter(project)
    assert result.run_id is None


def test_systems_that_can_not_swap_files_replace_them(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_write, "_rename_with_flags", lambda: None)
    file, stale = make(project / "a.py", mode=0o640), make(project / "b.py", b"edited")
    result = write_run([change(file), change(stale)], root=project)
    assert result.written == (WrittenFile(str(file)),)
    assert (file.read_bytes(), stale.read_bytes()) == (NEW, b"edited")
    assert mode_of(file) == 0o640
    assert sorted(os.listdir(project)) == ["a.py", "b.py"]
    assert len(undo(project).restored) == 1


def test_what_is_no_file_is_refused(project: Path) -> None:
    (project / "folder.py").mkdir()
    os.mkfifo(project / "pipe.py")
    names = ["folder.py", "pipe.py", "gone.py", "gone/a.py", "nul\0.py", "lone\ud800.py"]
    result = write_run([change(project / name) for name in names], root=project)
    assert [refused.path for refused in result.refused] == [str(project / name) for name in names]
    assert [refused.reason for refused in result.refused][:4] == [
        "is not a regular file",
        "is not a regular file",
        "is no longer there",
        "is no longer there",
    ]
    assert sorted(os.listdir(project)) == ["folder.py", "pipe.py"]


def test_a_read_only_folder_leaves_the_file_whole(foreign: Path) -> None:
    write_run([change(make(foreign / "warm/up.py"))], root=foreign / "warm")
    file = make(foreign / "project/a.py")
    secret = make(foreign / "project/b.py", mode=0o000)
    (foreign / "project").chmod(0o555)
    with nobody():
        result = write_run([change(file), change(secret)], root=foreign / "project")
    assert file.read_bytes() == OLD
    folder = foreign / "project"
    assert reasons(result) == {
        str(file): f"can't be written: permission denied; it takes the right to make and replace files in {folder}",
        str(secret): "can't be read: permission denied",
    }
    assert sorted(os.listdir(folder)) == ["a.py", "b.py"]
    folder.chmod(0o755)


def test_a_read_only_file_system_leaves_the_file_whole(project: Path) -> None:
    with small_disk(project, "1m"):
        file = make(project / "a.py")
        subprocess.run(["mount", "-o", "remount,ro", str(project)], check=True)
        result = write_run([change(file)], root=project)
        assert file.read_bytes() == OLD
    assert reasons(result) == {str(file): "can't be written: it is on a read-only file system"}


def test_a_full_disk_leaves_every_file_whole_and_no_litter(project: Path) -> None:
    with small_disk(project, "256k"):
        files = [make(project / f"{number}.py") for number in range(3)]
        make(project / "filler", b"x" * 200_000)
        large = change(files[1], b"y" * 100_000)
        result = write_run([change(files[0]), large, change(files[2])], root=project)
        assert [file.read_bytes() for file in files] == [NEW, OLD, NEW]
        assert not litter(project)
        assert reasons(result) == {str(files[1]): "can't be written: the disk is full; free some space and try again"}
        assert len(undo(project).restored) == 2


def test_a_full_disk_for_the_journal_stops_the_run_before_it_starts(project: Path, state: Path) -> None:
    state.mkdir()
    with small_disk(state, "64k"):
        file = make(project / "a.py", b"x" * 100_000)
        with pytest.raises(JournalError, match=r"No space left.*ASYNCFIX_STATE_DIR.*--no-undo"):
            write_run([change(file, NEW, b"x" * 100_000)], root=project)
        assert file.read_bytes() == b"x" * 100_000
        assert not litter(state)
        assert last_run(project) is None


def test_a_limit_on_file_sizes_leaves_the_file_whole(project: Path) -> None:
    file = make(project / "a.py")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        result = write_run([change(file, b"y" * 60_000)], root=project)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, former)
    assert file.read_bytes() == OLD
    assert "file size" in reasons(result)[str(file)]
    assert not litter(project)


def test_a_single_file_is_written_or_the_error_names_it_and_the_remedy(project: Path) -> None:
    file = make(project / "a.py")
    assert write_file(str(file), digest(OLD), NEW) == WrittenFile(str(file))
    assert file.read_bytes() == NEW
    with pytest.raises(WriteError) as caught:
        write_file(str(file), digest(OLD), b"newer")
    assert str(caught.value) == f"{file}: changed since it was read; run again"
    assert file.read_bytes() == NEW
    assert os.listdir(project) == ["a.py"]


# Ctrl-C


@pytest.fixture
def _ctrl_c() -> Iterator[None]:
    """Ctrl-C as in the foreground: shells have processes in the background ignore it."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


def press_ctrl_c_while_writing(monkeypatch: pytest.MonkeyPatch, project: Path, times: int) -> None:
    sync = os.fsync
    left = [times]

    def sync_and_press(descriptor: int) -> None:
        if litter(project):
            for _ in range(left[0]):
                left[0] -= 1
                signal.raise_signal(signal.SIGINT)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", sync_and_press)


@pytest.mark.usefixtures("_ctrl_c")
def test_ctrl_c_stops_after_the_file_in_hand_and_tells_what_was_done(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [make(project / f"{number}.py") for number in range(3)]
    handler = signal.getsignal(signal.SIGINT)
    press_ctrl_c_while_writing(monkeypatch, project, times=1)
    result = write_run([change(file) for file in files], root=project)
    assert signal.getsignal(signal.SIGINT) is handler
    assert result.interrupted
    assert result.written == (WrittenFile(str(files[0])),)
    assert result.left == (str(files[1]), str(files[2]))
    assert [file.read_bytes() for file in files] == [NEW, OLD, OLD]
    info = last_run(project)
    assert info
    assert (info.run_id, info.files, info.complete) == (result.run_id, 1, True)
    assert len(undo(project).restored) == 1


@pytest.mark.usefixtures("_ctrl_c")
def test_a_second_ctrl_c_does_not_wait_and_leaves_no_litter(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [make(project / f"{number}.py") for number in range(3)]
    handler = signal.getsignal(signal.SIGINT)
    press_ctrl_c_while_writing(monkeypatch, project, times=2)
    with pytest.raises(KeyboardInterrupt):
        write_run([change(file) for file in files], root=project)
    assert signal.getsignal(signal.SIGINT) is handler
    assert [file.read_bytes() for file in files] == [OLD, OLD, OLD]
    assert not litter(project)
    result = undo(project)
    assert result.untouched == tuple(str(file) for file in files)
    assert not result.restored


@pytest.mark.usefixtures("_ctrl_c")
def test_an_undo_stopped_by_ctrl_c_goes_on_with_the_next_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [make(project / f"{number}.py") for number in range(3)]
    write_run([change(file) for file in files], root=project)
    with monkeypatch.context() as patch:
        press_ctrl_c_while_writing(patch, project, times=1)
        first = undo(project)
    assert (first.interrupted, first.again) == (True, True)
    assert first.left == (str(files[1]), str(files[2]))
    second = undo(project)
    assert [restored.path for restored in second.restored] == [str(files[1]), str(files[2])]
    assert second.untouched == (str(files[0]),)
    assert [file.read_bytes() for file in files] == [OLD, OLD, OLD]
    assert last_run(project) is None


@pytest.mark.usefixtures("_ctrl_c")
def test_ctrl_c_while_the_changes_are_worked_out_touches_nothing(project: Path, state: Path) -> None:
    file = make(project / "a.py")

    def changes() -> Iterator[FileChange]:
        yield change(file)
        signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        write_run(changes(), root=project)
    assert file.read_bytes() == OLD
    assert not state.exists()


def test_a_thread_that_is_not_the_main_one_may_write(project: Path) -> None:
    file = make(project / "a.py")
    thread = threading.Thread(target=write_run, args=[[change(file)]], kwargs={"root": project})
    thread.start()
    thread.join()
    assert file.read_bytes() == NEW


# What killed runs leave


def test_the_litter_of_killed_runs_goes_and_nothing_else(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = make(project / "a.py")
    mine = os.path.basename(Journal(project).folder)[-16:]
    make(project / f".a.py.asyncfix-{mine}.tmp", b"half", 0o600)
    make(project / f".b\n.py.asyncfix-{mine}.tmp", b"half", 0o000)
    others = {
        make(project / name).name
        for name in (f".a.asyncfix-{mine[1:]}.tmp", f"a.asyncfix-{mine}.tmp", ".a.py.tmp", f".x-{mine}.tmp")
    }
    (project / f".d.asyncfix-{mine}.tmp").mkdir()
    foreign = make(project / ".c.py.asyncfix-0123456789abcdef.tmp", b"of a copy that may be at work")
    write_run([change(file)], root=project)
    assert set(os.listdir(project)) == {"a.py", foreign.name, f".d.asyncfix-{mine}.tmp", *others}
    monkeypatch.setattr(atomic_write, "_FORGOTTEN", -1)
    undo(project)
    assert set(os.listdir(project)) == {"a.py", f".d.asyncfix-{mine}.tmp", *others}


# Journalling


def test_without_a_journal_there_is_nothing_to_undo(project: Path) -> None:
    file = make(project / "a.py")
    result = write_run([change(file)], root=project, journal=False)
    assert file.read_bytes() == NEW
    assert result.run_id is None
    assert undo(project).run_id is None
    assert file.read_bytes() == NEW


def test_a_state_folder_that_can_not_be_made_stops_the_run_unless_no_journal_is_wanted(
    project: Path, state: Path
) -> None:
    file = make(project / "a.py")
    state.write_text("a file, not a folder")
    with pytest.raises(JournalError, match=r"Set ASYNCFIX_STATE_DIR .* or pass --no-undo"):
        write_run([change(file)], root=project)
    assert file.read_bytes() == OLD
    assert write_run([change(file)], root=project, journal=False).written
    assert file.read_bytes() == NEW


def test_the_writer_loads_nothing_heavy() -> None:
    code = (
        "import sys, re, dataclasses; old = set(sys.modules); "
        "import asyncfix.write.write_files; print(*set(sys.modules) - old)"
    )
    repository = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "asyncfix.write.journal" in loaded
    assert not loaded & {
        "tempfile",
        "shutil",
        "json",
        "signal",
        "fcntl",
        "ctypes",
        "random",
        "threading",
        "pathlib",
        "logging",
    }
