"""The journal: the original bytes of what a run replaces, durable before the first file is touched.

    <state folder>/<project>-<hash of its real path>/
        lock                    held while a run or an undo works on the project
        000007-4be19c2d.open    a run or an undo of it under way, or one that was killed
        000007-4be19c2d.run     a run that ended
        000006-90aa17f3.undone  an undone run whose edited files were left alone: their originals stay until pruned
        000008-77b0c1de.tmp     a journal that was cut short, before any file was touched

A run's file holds the originals end to end, an index and a footer:

    originals | index: JSON | footer: format, start and length of the index, its digest

A file gets its final name by a rename after an fsync, so it is complete or it is damaged. The footer
vouches for the index and the index, by digests, for each original: damage is an error or costs the
one file that it hit, and never restores wrong bytes. Folders are 0700 and files 0600.

Nothing marks which files a run had replaced when it was killed, and nothing needs to: a file with
the new digest was replaced, one with the old digest was not.
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from asyncfix.errors import JournalError, WriteError
from asyncfix.files.source import digest
from asyncfix.write.atomic_write import sync_folder, try_lock

KEEP_RUNS = 20
"""How many runs of a project can be undone."""

KEEP_BYTES = 200_000_000
"""How much the journals of one project may take on disk. The newest run is kept whatever its size."""

_REMEDY = "Set ASYNCFIX_STATE_DIR to a folder that can be written, or pass --no-undo to do without undo."
_FOOTER = "\nasyncfix-journal-1 {start:016x} {length:016x} {digest}\n"
_FOOTER_SIZE = len(_FOOTER.format(start=0, length=0, digest=digest(b"")))
_FOOTER_FORM = re.compile(rb"\nasyncfix-journal-1 ([0-9a-f]{16}) ([0-9a-f]{16}) ([0-9a-f]{32})\n")
_RUN_FILE = re.compile(r"(([0-9]{6,})-[0-9a-f]{8})\.(open|run|undone)")
_CREATE = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file that a run replaces."""

    path: str  # absolute, without symbolic links
    old: str  # digest of the original
    new: str  # digest of what the run writes
    start: int  # where the original stands in the run's file, in bytes
    size: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run, as its file tells it."""

    file: str
    id: str
    complete: bool  # False: it or its undo was cut short, or is under way
    when: float  # seconds since the epoch
    command: str
    entries: tuple[Entry, ...]

    def original(self, entry: Entry) -> bytes:
        """The bytes that the file had before the run. Raises JournalError where they are damaged."""
        try:
            with open(self.file, "rb") as file:
                file.seek(entry.start)
                raw = file.read(entry.size)
        except OSError as error:
            raise JournalError(f"the undo journal {self.file} can't be read: {error.strerror}.") from error
        if digest(raw) != entry.old:
            raise JournalError(f"the undo journal {self.file} holds a damaged copy of {entry.path}.")
        return raw


class Journal:
    """The journal of one project. All but `newest` is for the holder of the lock.

    Raises JournalError where there is no state folder: its methods, where that can't be read or written.
    """

    def __init__(self, root: str | os.PathLike[str]) -> None:
        self.root = os.path.realpath(root)
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", os.path.basename(self.root))[:40]
        self._key = digest(os.fsencode(self.root))[:16]
        self.folder = os.path.join(state_folder(), f"{name}-{self._key}")

    def exists(self) -> bool:
        """False where no run of this project was ever journalled."""
        return os.path.lexists(self.folder)

    @contextmanager
    def locked(self) -> Iterator[str]:
        """Keep other copies of the tool from writing to the project. Makes the project's folder.

        Gives a tag for temporary files that no other process uses meanwhile: the project's own.
        Raises WriteError where another copy does. File systems that know no locks offer no such
        protection, and get a tag of the moment; files are whole there too, as each is checked when it
        is replaced.
        """
        with self._errors("written"):
            self._make_folder()
            path = os.path.join(self.folder, "lock")
            lock = os.open(path, _CREATE | os.O_RDWR, 0o600)
        try:
            mine = try_lock(lock)
            if mine is False:
                owner = os.read(lock, 20).decode("ascii", "replace") or "unknown"
                raise WriteError(
                    f"another asyncfix (process {owner}) is writing to {self.root}. "
                    "Wait until it has ended, then run again."
                )
            with self._errors("written"):
                os.ftruncate(lock, 0)
                os.write(lock, str(os.getpid()).encode())
                if mine:
                    self._remove_drafts()
            yield self._key if mine else os.urandom(8).hex()
        finally:
            os.close(lock)

    def begin(self, command: str) -> JournalDraft:
        """Start the journal of a run."""
        with self._errors("written"):
            last = max((int(match[2]) for match in self._runs()), default=0)
            stem = f"{last + 1:06}-{os.urandom(4).hex()}"
        return JournalDraft(self, stem, time.time(), command)

    def newest(self) -> Run | None:
        """The run that an undo would undo. Raises JournalError where it is damaged."""
        names = [name for name in self._names() if not name.endswith(".undone")]
        return self._read(names[0]) if names else None

    def cut_short(self) -> list[Run]:
        """The runs that never ended, or whose undo did not. Those with damaged files are left out."""
        runs = []
        for name in self._names():
            if name.endswith(".open"):
                with suppress(JournalError):
                    runs.append(self._read(name))
        return runs

    def end(self, run: Run, written: Collection[str]) -> None:
        """Note that a run is over and which of its files it replaced, by path; forget runs beyond the limits.

        Where the disk refuses, the run stays noted as cut short, which an undo copes with.
        """
        kept = [entry for entry in run.entries if entry.path in written]
        with suppress(OSError, JournalError):
            if not kept:
                os.unlink(run.file)
                return
            if len(kept) < len(run.entries):
                draft = JournalDraft(self, run.id, run.when, run.command)
                try:
                    for entry in kept:
                        draft.add(entry.path, run.original(entry), entry.new)
                    draft.commit()
                finally:
                    draft.discard()
            os.replace(run.file, os.path.join(self.folder, f"{run.id}.run"))
            self._prune()

    def reopen(self, run: Run) -> Run:
        """Note that an undo of the run is under way. Where the disk refuses, the run stays as it is."""
        with suppress(OSError):
            path = os.path.join(self.folder, f"{run.id}.open")
            os.replace(run.file, path)
            return replace(run, file=path, complete=False)
        return run

    def retire(self, run: Run, *, keep: bool) -> None:
        """Take an undone run off the list. `keep` leaves its originals on disk until they are pruned.

        Where the disk refuses, the run stays on the list, and the next undo finds nothing to do for it.
        """
        with suppress(OSError):
            if keep:
                os.replace(run.file, os.path.join(self.folder, f"{run.id}.undone"))
            else:
                os.unlink(run.file)
            sync_folder(self.folder)

    def _names(self) -> list[str]:
        """The names of the runs' files, newest first."""
        with self._errors("read"):
            self._check_folder()
            found = sorted(self._runs(), key=lambda match: (int(match[2]), match[0]), reverse=True)
        return [match[0] for match in found]

    def _runs(self) -> list[re.Match[str]]:
        return [match for name in os.listdir(self.folder) if (match := _RUN_FILE.fullmatch(name))]

    def _read(self, name: str) -> Run:
        path = os.path.join(self.folder, name)
        with self._errors("read"), open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            file.seek(max(0, size - _FOOTER_SIZE))
            footer = _FOOTER_FORM.fullmatch(file.read())
            start = int(footer[1], 16) if footer else size
            file.seek(min(start, size))
            index = file.read(max(0, size - start - _FOOTER_SIZE))
        if not footer or int(footer[2], 16) != len(index) or footer[3].decode() != digest(index):
            raise self._damaged(path)
        try:
            return self._parse(path, index, limit=start)
        except (ValueError, TypeError, KeyError) as error:
            raise self._damaged(path) from error

    def _parse(self, path: str, index: bytes, limit: int) -> Run:
        """The run that an index tells of. Raises ValueError, TypeError and KeyError where it tells of none."""
        import json

        told = json.loads(index)
        if told["root"] != self.root:
            raise ValueError("the journal of another project")
        entries = tuple(Entry(self._absolute(name), *rest) for name, *rest in told["files"])
        if any(entry.start < 0 or entry.size < 0 or entry.start + entry.size > limit for entry in entries):
            raise ValueError("an original outside the file")
        stem, kind = os.path.basename(path).split(".")
        return Run(path, stem, kind != "open", float(told["when"]), str(told["command"]), entries)

    def _relative(self, path: str) -> str:
        """How the index names a file: from the root, or absolute where a run was given a file outside."""
        base = self.root.rstrip(os.sep) + os.sep
        return path[len(base) :] if path.startswith(base) else path

    def _absolute(self, name: str) -> str:
        path = os.path.join(self.root, name)
        if "\0" in name or os.path.normpath(path) != path or self._relative(path) != name:
            raise ValueError("a path that leaves the project in disguise")
        return path

    def _damaged(self, path: str) -> JournalError:
        return JournalError(
            f"the undo journal {path} is damaged or of another version; nothing was restored. "
            "Delete that file to give up its run and undo the one before it."
        )

    def _make_folder(self) -> None:
        missing = self.folder
        made = []
        while not os.path.isdir(missing) and missing != os.path.dirname(missing):
            made.append(missing)
            missing = os.path.dirname(missing)
        for folder in reversed(made):
            with suppress(FileExistsError):
                os.mkdir(folder, 0o700)
            sync_folder(os.path.dirname(folder))
        self._check_folder()

    def _check_folder(self) -> None:
        """Refuse a folder that others could have filled: what it says is written to the user's files."""
        found = os.lstat(self.folder)
        if not stat.S_ISDIR(found.st_mode):
            raise JournalError(f"{self.folder} is not a folder. {_REMEDY}")
        if sys.platform != "win32" and (found.st_uid != os.geteuid() or found.st_mode & 0o022):
            raise JournalError(f"{self.folder} belongs to another user or is open to others. {_REMEDY}")

    def _remove_drafts(self) -> None:
        for name in os.listdir(self.folder):
            if name.endswith(".tmp"):
                os.unlink(os.path.join(self.folder, name))

    def _prune(self) -> None:
        room = KEEP_BYTES
        for position, name in enumerate(self._names()):
            path = os.path.join(self.folder, name)
            room -= os.lstat(path).st_size
            if position and (position >= KEEP_RUNS or room < 0):
                os.unlink(path)

    @contextmanager
    def _errors(self, verb: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            why = error.strerror or str(error)
            raise JournalError(f"the undo journal in {self.folder} can't be {verb}: {why}. {_REMEDY}") from error


class JournalDraft:
    """The journal of a run as it is put together: `add` every file, then `commit`. `discard` is always allowed."""

    def __init__(self, journal: Journal, stem: str, when: float, command: str) -> None:
        self._journal = journal
        self._stem = stem
        self._when = when
        self._command = command
        self._rows: list[tuple[str, str, str, int, int]] = []
        self._size = 0
        self._path = os.path.join(journal.folder, f"{stem}.tmp")
        with journal._errors("written"):
            self._file = open(os.open(self._path, _CREATE | os.O_WRONLY | os.O_EXCL, 0o600), "wb")  # noqa: SIM115

    def add(self, path: str, original: bytes, new: str) -> None:
        """Keep the original of a file, by its real path, and the digest of what will replace it."""
        with self._journal._errors("written"):
            self._file.write(original)
        self._rows.append((self._journal._relative(path), digest(original), new, self._size, len(original)))
        self._size += len(original)

    def commit(self) -> Run:
        """Make the journal durable. Only after this may the first file be replaced."""
        import json

        told = {"root": self._journal.root, "when": self._when, "command": self._command, "files": self._rows}
        index = json.dumps(told).encode("ascii")
        footer = _FOOTER.format(start=self._size, length=len(index), digest=digest(index))
        name = f"{self._stem}.open"
        with self._journal._errors("written"), self._file as file:
            file.write(index + footer.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        with self._journal._errors("written"):
            os.replace(self._path, os.path.join(self._journal.folder, name))
            sync_folder(self._journal.folder)
        return self._journal._read(name)

    def discard(self) -> None:
        """Remove what was not committed."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            os.unlink(self._path)


def state_folder() -> str:
    """The folder of journals: outside of every project. Raises JournalError where no place is known."""
    explicit = os.environ.get("ASYNCFIX_STATE_DIR")
    if explicit:
        return os.path.abspath(explicit)
    state = os.environ.get("XDG_STATE_HOME", "")
    if os.path.isabs(state):
        return os.path.join(state, "asyncfix")
    home = os.path.expanduser("~")
    if not os.path.isabs(home) or os.environ.get("HOME") == "":
        raise JournalError(f"there is no home folder to keep the undo journal in. {_REMEDY}")
    if sys.platform == "win32":
        state = os.environ.get("LOCALAPPDATA") or home
    elif sys.platform == "darwin":
        state = os.path.join(home, "Library", "Application Support")
    else:
        state = os.path.join(home, ".local", "state")
    return os.path.join(state, "asyncfix")
