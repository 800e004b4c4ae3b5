"""Undo: what a run replaced comes back, byte for byte, or the reason why not is told."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from asyncfix.errors import JournalError, WriteError
from asyncfix.files.source import digest
from asyncfix.write import journal
from asyncfix.write.journal import Journal, state_folder
from asyncfix.write.write_files import (
    FileChange,
    RefusedFile,
    RunInfo,
    UndoResult,
    WrittenFile,
    last_run,
    undo,
    write_run,
)

REPOSITORY = Path(__file__).parent.parent.parent


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: there are thousands of undos here, and each waits for the disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield Path(folder)


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


def write(project: Path, contents: dict[str, bytes], command: str = "") -> str:
    """A run that gives these files of the project these contents."""
    changes = [
        FileChange(str(project / name), digest((project / name).read_bytes()), new) for name, new in contents.items()
    ]
    result = write_run(changes, root=project, command=command)
    assert len(result.written) == len(contents)
    assert result.run_id
    return result.run_id


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(project.iterdir())}


def fill(project: Path, contents: dict[str, bytes]) -> None:
    for name, raw in contents.items():
        (project / name).write_bytes(raw)


def restored(result: UndoResult) -> list[str]:
    return [os.path.basename(file.path) for file in result.restored]


def run_files(project: Path) -> list[Path]:
    return sorted(path for path in Path(Journal(project).folder).iterdir() if path.name != "lock")


OLD = {"a.py": b"one\r\n\xff\x00", "b.py": b"", "c.py": b"three" * 50_000}
NEW = {"a.py": b"1", "b.py": b"2" * 10_000, "c.py": b""}


# Undoing


def test_undo_restores_the_last_run_and_then_the_one_before(project: Path) -> None:
    fill(project, OLD)
    first = write(project, NEW)
    second = write(project, {"a.py": b"uno"})
    result = undo(project)
    assert (result.run_id, restored(result)) == (second, ["a.py"])
    assert files(project) == NEW
    result = undo(project)
    assert (result.run_id, restored(result)) == (first, ["a.py", "b.py", "c.py"])
    assert result.restored[0] == WrittenFile(str(project / "a.py"))
    assert result == UndoResult(restored=result.restored, run_id=first)
    assert files(project) == OLD
    assert undo(project) == UndoResult()
    assert files(project) == OLD


def test_a_project_without_runs_has_nothing_to_undo_and_gets_no_folder(project: Path, state: Path) -> None:
    assert undo(project) == UndoResult()
    assert last_run(project) is None
    assert not state.exists()


def test_the_last_run_is_described(project: Path) -> None:
    fill(project, OLD)
    assert last_run(project) is None
    run_id = write(project, NEW, command="asyncfix run --write .")
    info = last_run(project)
    assert info
    assert info == RunInfo(run_id, info.when, 3, "asyncfix run --write .", complete=True)
    assert abs(info.when - os.stat(project / "a.py").st_mtime) < 60


def test_the_mode_stays_and_so_does_one_that_was_changed_after_the_run(project: Path) -> None:
    fill(project, OLD)
    (project / "a.py").chmod(0o755)
    (project / "b.py").chmod(0o444)
    write(project, NEW)
    (project / "c.py").chmod(0o600)
    undo(project)
    assert [stat.S_IMODE((project / name).stat().st_mode) for name in OLD] == [0o755, 0o444, 0o600]


def edit(file: Path) -> None:
    file.write_bytes(b"edited")


def turn_into_link(file: Path) -> None:
    file.rename(file.with_suffix(".real"))
    file.symlink_to(file.with_suffix(".real"))


def turn_into_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("touch", "reason"),
    [
        (edit, "was edited since the run; it stays as it is"),
        (os.unlink, "is no longer there"),
        (turn_into_link, "is behind a symbolic link that was not there at the time of the run"),
        (turn_into_folder, "is not a regular file"),
    ],
)
def test_a_file_edited_since_is_refused_the_others_come_back_and_the_next_undo_goes_further(
    project: Path, touch: Callable[[Path], None], reason: str
) -> None:
    fill(project, OLD)
    write(project, {"b.py": b"before"})
    write(project, NEW)
    touch(project / "a.py")
    result = undo(project)
    assert result.refused == (RefusedFile(str(project / "a.py"), reason),)
    assert restored(result) == ["b.py", "c.py"]
    assert not result.again
    if touch is edit:
        assert (project / "a.py").read_bytes() == b"edited"
    assert (project / "c.py").read_bytes() == OLD["c.py"]
    assert restored(undo(project)) == ["b.py"]
    assert (project / "b.py").read_bytes() == OLD["b.py"]


def test_an_edit_that_was_taken_back_by_hand_is_no_edit(project: Path) -> None:
    fill(project, OLD)
    write(project, NEW)
    (project / "a.py").write_bytes(OLD["a.py"])
    result = undo(project)
    assert result.untouched == (str(project / "a.py"),)
    assert files(project) == OLD


def test_a_run_that_was_refused_a_file_does_not_undo_it(project: Path) -> None:
    fill(project, OLD)
    stale = FileChange(str(project / "a.py"), digest(b"what it was"), b"new")
    fresh = FileChange(str(project / "b.py"), digest(OLD["b.py"]), b"new")
    write_run([stale, fresh], root=project)
    assert restored(undo(project)) == ["b.py"]


def test_a_file_that_can_not_be_restored_now_is_restored_by_the_next_undo(project: Path) -> None:
    fill(project, OLD)
    write(project, NEW)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        result = undo(project)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, former)
    [refused] = result.refused
    assert refused.path == str(project / "c.py")
    assert "can't be written: it would exceed the allowed file size" in refused.reason
    assert result.again
    info = last_run(project)
    assert info
    assert (info.run_id, info.complete) == (result.run_id, False)
    again = undo(project)
    assert (restored(again), len(again.untouched), again.again) == (["c.py"], 2, False)
    assert files(project) == OLD


def test_a_file_outside_of_the_project_that_the_run_was_given_comes_back(project: Path, tmp_path: Path) -> None:
    fill(tmp_path, {"outside.py": b"old"})
    fill(project, {"inside.py": b"old"})
    write(project, {"../outside.py": b"new", "inside.py": b"new"})
    assert restored(undo(project)) == ["outside.py", "inside.py"]
    assert (tmp_path / "outside.py").read_bytes() == b"old"


def test_relative_names_are_undone_from_elsewhere(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(project, OLD)
    monkeypatch.chdir(project)
    write_run([FileChange("a.py", digest(OLD["a.py"]), b"new")], root=Path())
    monkeypatch.chdir(tmp_path)
    assert restored(undo("project")) == ["a.py"]


def test_a_link_to_the_project_is_the_project(project: Path, tmp_path: Path) -> None:
    fill(project, OLD)
    (tmp_path / "link").symlink_to("project")
    write(tmp_path / "link", NEW)
    assert len(undo(project).restored) == 3


def test_the_root_folder_may_be_the_project(project: Path) -> None:
    fill(project, OLD)
    write_run([FileChange(str(project / "a.py"), digest(OLD["a.py"]), b"new")], root="/")
    assert undo(project).run_id is None
    assert restored(undo("/")) == ["a.py"]


# Where the journal lives


def test_folders_and_files_of_the_journal_are_for_the_user_alone(project: Path, state: Path) -> None:
    former = os.umask(0)
    try:
        fill(project, OLD)
        write(project, NEW)
    finally:
        os.umask(former)
    for folder, names, found in os.walk(state):
        for name in [".", *names]:
            assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o700
        for name in found:
            assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o600


@pytest.mark.parametrize(
    ("variables", "place"),
    [
        ({"ASYNCFIX_STATE_DIR": "/s", "XDG_STATE_HOME": "/x", "HOME": "/h"}, "/s"),
        ({"ASYNCFIX_STATE_DIR": "", "XDG_STATE_HOME": "/x", "HOME": "/h"}, "/x/asyncfix"),
        ({"XDG_STATE_HOME": "relative", "HOME": "/h"}, "/h/.local/state/asyncfix"),
        ({"HOME": "/h"}, "/h/.local/state/asyncfix"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other places")
def test_the_place_follows_the_environment(
    variables: dict[str, str], place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("ASYNCFIX_STATE_DIR", "XDG_STATE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert state_folder() == place


@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_home_the_error_tells_what_to_do(project: Path, home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(project, OLD)
    monkeypatch.delenv("ASYNCFIX_STATE_DIR")
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", home)
    with pytest.raises(JournalError, match=r"no home folder.*Set ASYNCFIX_STATE_DIR .* or pass --no-undo"):
        write(project, NEW)
    assert files(project) == OLD
    unjournalled = FileChange(str(project / "a.py"), digest(OLD["a.py"]), b"new")
    assert write_run([unjournalled], root=project, journal=False).written


def test_projects_of_the_same_name_are_kept_apart(tmp_path: Path, state: Path) -> None:
    for place in ("x", "y"):
        (tmp_path / place / "my proj\n").mkdir(parents=True)
        fill(tmp_path / place / "my proj\n", {"a.py": b"old"})
        write(tmp_path / place / "my proj\n", {"a.py": b"new"})
    assert len(os.listdir(state)) == 2
    assert all(name.startswith("my-proj-") for name in os.listdir(state))
    assert undo(tmp_path / "x/my proj\n").run_id
    assert (tmp_path / "y/my proj\n/a.py").read_bytes() == b"new"


@pytest.mark.parametrize("root", [os.fsdecode(b"\xff\xfe"), "ü", "-x"])
def test_any_project_name_will_do(tmp_path: Path, root: str) -> None:
    (tmp_path / root).mkdir()
    fill(tmp_path / root, OLD)
    write(tmp_path / root, NEW)
    assert len(undo(tmp_path / root).restored) == 3


@pytest.mark.parametrize("spoil", ["group", "link", "owner"])
def test_a_folder_that_others_could_have_filled_is_not_trusted(project: Path, tmp_path: Path, spoil: str) -> None:
    fill(project, OLD)
    write(project, NEW)
    folder = Path(Journal(project).folder)
    if spoil == "group":
        folder.chmod(0o770)
    elif spoil == "link":
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    elif os.geteuid() == 0:
        os.chown(folder, 65534, -1)
    else:
        pytest.skip("takes root")
    for act in (undo, last_run):
        with pytest.raises(JournalError, match="ASYNCFIX_STATE_DIR"):
            act(project)
    assert files(project) == NEW


# What is kept


def test_old_runs_go_and_the_newest_twenty_stay(project: Path) -> None:
    fill(project, {"a.py": b"0"})
    for number in range(1, 24):
        write(project, {"a.py": str(number).encode()})
    assert len(run_files(project)) == 20
    undone = 0
    while undo(project).run_id:
        undone += 1
    assert undone == 20
    assert files(project) == {"a.py": b"3"}


def test_runs_beyond_the_size_limit_go_but_never_the_newest(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEEP_BYTES", 150_000)
    fill(project, {"a.py": b"0" * 60_000})
    for number in range(1, 4):
        write(project, {"a.py": str(number).encode() * 60_000})
    assert len(run_files(project)) == 2
    fill(project, {"a.py": b"x" * 500_000})
    write(project, {"a.py": b"y"})
    assert len(run_files(project)) == 1
    assert restored(undo(project)) == ["a.py"]
    assert files(project) == {"a.py": b"x" * 500_000}


def test_an_undone_run_leaves_no_copy_of_the_code_unless_files_were_refused(project: Path) -> None:
    fill(project, OLD)
    write(project, NEW)
    undo(project)
    assert not run_files(project)
    write(project, NEW)
    edit(project / "a.py")
    undo(project)
    assert [path.suffix for path in run_files(project)] == [".undone"]
    assert OLD["c.py"] in run_files(project)[0].read_bytes()


def test_a_journal_that_was_cut_short_goes_with_the_next_run(project: Path) -> None:
    fill(project, OLD)
    write(project, {"a.py": b"1"})
    (Path(Journal(project).folder) / "000002-00000000.tmp").write_bytes(b"half")
    write(project, {"a.py": b"2"})
    assert [path.suffix for path in run_files(project)] == [".run", ".run"]


def test_the_next_run_clears_up_after_a_killed_one_wherever_that_was_at_work(project: Path) -> None:
    fill(project, OLD)
    (project / "sub").mkdir()
    fill(project / "sub", OLD)
    write(project, {"sub/a.py": b"1"})
    [path] = run_files(project)
    path.rename(path.with_suffix(".open"))  # what a kill leaves, with the file that it was about to put in place
    (project / f"sub/.b.py.asyncfix-{path.parent.name[-16:]}.tmp").write_bytes(b"half")
    write(project, {"a.py": b"2"})
    assert sorted(os.listdir(project / "sub")) == ["a.py", "b.py", "c.py"]
    assert [path.suffix for path in run_files(project)] == [".run", ".run"]
    assert (restored(undo(project)), restored(undo(project))) == (["a.py"], ["a.py"])


# Other copies of the tool


@contextmanager
def another_copy_at_work(project: Path) -> Iterator[subprocess.Popen[bytes]]:
    code = "import sys, asyncfix.write.journal as j\nwith j.Journal(sys.argv[1]).locked(): print(flush=True); input()"
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(project)], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with child:
        assert child.stdout
        assert child.stdout.readline() == b"\n"
        yield child
        child.kill()


def test_while_another_copy_writes_to_the_project_nothing_is_touched(project: Path) -> None:
    fill(project, OLD)
    write(project, {"a.py": b"1"})
    change = FileChange(str(project / "b.py"), digest(OLD["b.py"]), b"2")
    with another_copy_at_work(project) as other:
        message = rf"another asyncfix \(process {other.pid}\) is writing to {project}"
        with pytest.raises(WriteError, match=message):
            write_run([change], root=project)
        with pytest.raises(WriteError, match=message):
            write_run([change], root=project, journal=False)
        with pytest.raises(WriteError, match=message):
            undo(project)
        assert last_run(project)
    assert files(project) == {**OLD, "a.py": b"1"}
    assert write_run([change], root=project).written
    assert restored(undo(project)) == ["b.py"]


def test_another_project_may_be_written_meanwhile(project: Path, tmp_path: Path) -> None:
    fill(project, OLD)
    with another_copy_at_work(tmp_path):
        write(project, NEW)


# Damage


def undone_with(project: Path, damaged: bytes) -> UndoResult | None:
    """Undo with such a journal: None where it is an error. Files are old or new, as the result says."""
    [path] = run_files(project)
    before = files(project)
    path.write_bytes(damaged)
    try:
        result = undo(project)
    except JournalError as error:
        message = str(error)
    else:
        back = restored(result)
        kept = [os.path.basename(refused.path) for refused in result.refused]
        assert sorted(back + kept) == sorted(before)
        assert files(project) == {name: OLD_SMALL[name] if name in back else before[name] for name in before}
        return result
    assert f"{path} is damaged" in message
    assert "nothing was restored" in message
    assert files(project) == before
    return None


OLD_SMALL = {"a.py": b"import time", "b.py": b"", "-\udcff.py": b"x"}
NEW_SMALL = {"a.py": b"import asyncio", "b.py": b"pass", "-\udcff.py": b"y"}


@pytest.fixture
def journalled(project: Path) -> Callable[[], bytes]:
    """Puts the project and its journal back to right after a run, and tells the journal."""
    fill(project, OLD_SMALL)
    write(project, NEW_SMALL)
    [path] = run_files(project)
    whole = path.read_bytes()

    def again() -> bytes:
        for left in run_files(project):
            left.unlink()
        path.write_bytes(whole)
        fill(project, NEW_SMALL)
        return whole

    return again


def test_no_flipped_bit_ever_restores_wrong_bytes(project: Path, journalled: Callable[[], bytes]) -> None:
    chance = random.Random(7)
    outcomes = []
    for place in range(len(journalled())):
        raw = bytearray(journalled())
        raw[place] ^= 1 << chance.randrange(8)
        outcomes.append(undone_with(project, bytes(raw)))
    originals = sum(map(len, OLD_SMALL.values()))
    assert all(outcome and len(outcome.refused) == 1 for outcome in outcomes[:originals])
    assert not any(outcomes[originals:])


def test_no_cut_addition_or_shuffle_ever_restores_wrong_bytes(project: Path, journalled: Callable[[], bytes]) -> None:
    chance = random.Random(8)
    raw = journalled()
    for length in range(0, len(raw), 3):
        journalled()
        assert undone_with(project, raw[:length]) is None
    for _ in range(150):
        start, end, at = (chance.randrange(len(raw)) for _ in range(3))
        noise = chance.randbytes(chance.randrange(1, 9))
        repeated = raw[:at] + raw[start:end] + raw[at:]
        dropped = raw[:start] + raw[end:]
        overwritten = raw[:at] + noise + raw[at + len(noise) :]
        for damaged in (repeated, dropped, overwritten):
            journalled()
            undone_with(project, damaged)


def test_one_damaged_original_costs_only_its_own_file(project: Path, journalled: Callable[[], bytes]) -> None:
    result = undone_with(project, b"X" + journalled()[1:])
    assert result
    [refused] = result.refused
    assert "holds a damaged copy of" in refused.reason
    assert restored(result) == ["b.py", "-\udcff.py"]


def test_a_damaged_newest_run_can_be_given_up_for_the_one_before(project: Path) -> None:
    fill(project, OLD)
    write(project, {"a.py": b"1"})
    write(project, {"b.py": b"2"})
    newest = run_files(project)[-1]
    newest.write_bytes(newest.read_bytes()[:-1])
    for act in (undo, last_run):
        with pytest.raises(JournalError, match="Delete that file to give up its run"):
            act(project)
    newest.unlink()
    assert restored(undo(project)) == ["a.py"]


def test_a_damaged_run_does_not_keep_new_runs_from_being_written_and_undone(project: Path) -> None:
    fill(project, OLD)
    write(project, {"a.py": b"1"})
    [path] = run_files(project)
    path.rename(path.with_suffix(".open")).write_bytes(b"")
    write(project, {"b.py": b"2"})
    assert restored(undo(project)) == ["b.py"]


def forge(project: Path, raw: bytes, rows: object) -> None:
    """A journal with other files in its index, and every digest made right."""
    [path] = run_files(project)
    originals, _, tail = raw.rpartition(b'{"root"')
    told = json.loads(b'{"root"' + tail[: tail.rindex(b"\nasyncfix")])
    index = json.dumps({**told, "files": rows}).encode()
    footer = f"\nasyncfix-journal-1 {len(originals):016x} {len(index):016x} {digest(index)}\n"
    path.write_bytes(originals + index + footer.encode())


@pytest.mark.parametrize(
    "name",
    [
        "../victim.py",
        "sub/../../victim.py",
        "./a.py",
        "",
        "a.py/",
        "nul\0.py",
        "{project}/a.py",
        "{project}/../victim.py",
    ],
)
def test_a_path_that_leaves_the_project_in_disguise_is_an_error(
    project: Path, tmp_path: Path, journalled: Callable[[], bytes], name: str
) -> None:
    fill(tmp_path, {"victim.py": b"known"})
    row = [name.replace("{project}", str(project)), digest(b"import time"), digest(b"known"), 0, 11]
    forge(project, journalled(), [row])
    with pytest.raises(JournalError, match="damaged"):
        undo(project)
    assert (tmp_path / "victim.py").read_bytes() == b"known"
    forge(project, journalled(), [["a.py", digest(b"import time"), digest(b"import asyncio"), 0, 11]])
    assert restored(undo(project)) == ["a.py"]


@pytest.mark.parametrize(
    "rows",
    [
        [["a.py"]],
        [["a.py", "", "", 0, 10**9]],
        [["a.py", "", "", -1, 5]],
        [["a.py", "", "", "0", 5]],
        [[]],
        [7],
        7,
        None,
    ],
)
def test_an_index_that_makes_no_sense_is_an_error(project: Path, journalled: Callable[[], bytes], rows: object) -> None:
    forge(project, journalled(), rows)
    with pytest.raises(JournalError, match="damaged"):
        undo(project)
    assert files(project) == NEW_SMALL


def test_the_journal_of_another_project_is_an_error(project: Path, tmp_path: Path) -> None:
    fill(project, OLD)
    write(project, NEW)
    shutil.copytree(project, tmp_path / "copy")
    shutil.copytree(Journal(project).folder, Journal(tmp_path / "copy").folder)
    with pytest.raises(JournalError, match="damaged"):
        undo(tmp_path / "copy")
    assert files(tmp_path / "copy") == NEW
