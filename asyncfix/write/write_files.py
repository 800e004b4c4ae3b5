"""Runs of writing, and undoing them: many files, each whole at any moment, all of them on record first.

Before the first file of a run is replaced, the originals of all its files are durable in the
journal. So a run that is killed, or whose machine loses power, can be undone like one that ended.
How one file is replaced, and what could still go wrong there, is told in `asyncfix.write.atomic_write`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from asyncfix.errors import JournalError
from asyncfix.files.source import digest
from asyncfix.write.atomic_write import (
    CHANGED,
    WriteRefusal,
    contents,
    replace_file,
    replace_files,
    resolved,
    sweep,
    sync_folders,
)
from asyncfix.write.journal import Entry, Journal, JournalDraft, Run


@dataclass(frozen=True, slots=True)
class FileChange:
    """The text that a run wants a file to hold."""

    path: str  # as the user named it
    old: str  # `source.digest` of the bytes that were read
    new: bytes
    group: str = ""  # changes of one group are made together or not at all; "" for none


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was replaced."""

    path: str
    note: str = ""  # what could not be kept


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was left as it was."""

    path: str
    reason: str  # goes on after the path: "changed since it was read; run again"


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The outcome of a run's writing. Every change is in exactly one of `written`, `refused` and `left`."""

    written: tuple[WrittenFile, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    left: tuple[str, ...] = ()  # not tried, as Ctrl-C came first
    interrupted: bool = False
    run_id: str | None = None  # None: there is nothing to undo


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The outcome of an undo. Paths are absolute. Every file of the run is in one of the first three, or `left`."""

    restored: tuple[WrittenFile, ...] = ()
    refused: tuple[RefusedFile, ...] = ()
    untouched: tuple[str, ...] = ()  # already as before the run: it was killed, or an undo was
    left: tuple[str, ...] = ()  # not tried, as Ctrl-C came first
    interrupted: bool = False
    run_id: str | None = None  # None: there is no run to undo
    again: bool = False  # the next undo takes up this same run: what stopped it can be remedied


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The run that an undo would undo."""

    run_id: str
    when: float  # seconds since the epoch
    files: int  # that it replaced; set out to replace, where it is not complete
    command: str
    complete: bool  # False: the run or an undo of it was cut short


class _HeldInterrupt:
    """Lets Ctrl-C wait until the file in hand is done. A second one does not wait; files are whole even so."""

    def __init__(self) -> None:
        self.pressed = False

    def __enter__(self) -> _HeldInterrupt:
        import signal

        self._restore: Callable[[], object] = lambda: None
        former = signal.getsignal(signal.SIGINT)
        if callable(former):
            with suppress(ValueError):  # not the main thread; only that one is interrupted
                signal.signal(signal.SIGINT, self._press)
                self._restore = lambda: signal.signal(signal.SIGINT, former)
        return self

    def __exit__(self, *_: object) -> None:
        self._restore()

    def _press(self, *_: object) -> None:
        if self.pressed:
            raise KeyboardInterrupt
        self.pressed = True


def write_run(
    changes: Iterable[FileChange], *, root: str | os.PathLike[str], journal: bool = True, command: str = ""
) -> WriteResult:
    """Replace files of the project at `root`; a file that can't be is refused and the others are written, but for those
    of its group.

    Ctrl-C stops after the file (or group) in hand and makes a result with `interrupted` set. `command` is noted
    in the journal for people. Raises JournalError where the journal can't be written and WriteError
    where another copy of the tool is writing to the project: nothing was touched then.
    """
    wanted = list(changes)
    if not wanted:
        return WriteResult()
    with _HeldInterrupt() as held, _project(root, needed=journal) as (book, tag):
        plan = _Plan()
        if book:
            _clear_up(book, tag)
        draft = book.begin(command) if book and journal else None
        try:
            plan.fill(wanted, draft, held)
            run = draft.commit() if draft and plan.jobs else None
        finally:
            if draft:
                draft.discard()
        _replace_all(plan, tag, held)
        if book and run:
            book.end(run, {job.target for job in plan.jobs.values() if job.written})
    return plan.result(run.id if run else None, interrupted=held.pressed)


def write_file(path: str, old: str, new: bytes) -> WrittenFile:
    """Replace one file, without a journal. Raises WriteError with path and remedy; the file is whole then."""
    target = resolved(path)
    note = replace_file(target, old, new, os.urandom(8).hex())
    sync_folders([target])
    return WrittenFile(path, note)


def undo(root: str | os.PathLike[str]) -> UndoResult:
    """Give the files of the last run at `root` their old bytes back, but for those edited since.

    The next call undoes the run before. Modes stay as they are: runs do not change them. May be
    interrupted and repeated. Raises JournalError where the journal can't be read and WriteError where
    another copy of the tool is writing to the project; no file was touched then.
    """
    book = Journal(root)
    if not book.exists():
        return UndoResult()
    with _HeldInterrupt() as held, book.locked() as tag:
        run = book.newest()
        if run is None:
            return UndoResult()
        run = book.reopen(run)
        sweep((entry.path for entry in run.entries), tag)
        result = _restore_all(run, tag, held)
        if not result.again:
            book.retire(run, keep=bool(result.refused))
    return result


def last_run(root: str | os.PathLike[str]) -> RunInfo | None:
    """The run that `undo` would undo. Raises JournalError where the journal can't be read."""
    book = Journal(root)
    run = book.newest() if book.exists() else None
    return RunInfo(run.id, run.when, len(run.entries), run.command, run.complete) if run else None


@dataclass(slots=True)
class _Job:
    """One file to replace, and how that went."""

    target: str  # the real path
    old: str
    new: bytes
    names: list[str]  # as the user named it; more than one where symbolic links lead to it
    groups: set[str]
    written: bool = False
    note: str = ""
    reason: str = ""  # why it was refused


class _Plan:
    """What is to be replaced, by real path, and what was found unfit on the way."""

    def __init__(self) -> None:
        self.jobs: dict[str, _Job] = {}
        self.refused: list[RefusedFile] = []
        self.left: list[str] = []
        self.lost: dict[str, str] = {}  # groups of which a file can't be written, and why

    def fill(self, changes: list[FileChange], draft: JournalDraft | None, held: _HeldInterrupt) -> None:
        """Check every change against its file and hand the originals to the journal."""
        for change in changes:
            if held.pressed:
                self.left.append(change.path)
                continue
            try:
                target = resolved(change.path)
                if target in self.jobs:
                    self._join(self.jobs[target], change)
                    continue
                original = contents(target, change.path)
                if digest(original) != change.old:
                    raise WriteRefusal(change.path, CHANGED)
            except WriteRefusal as refusal:
                self.refused.append(RefusedFile(change.path, refusal.reason))
                self._refuse({change.group} - {""}, change.path, refusal.reason)
                continue
            self.jobs[target] = _Job(target, change.old, change.new, [change.path], {change.group} - {""})
            if draft:
                draft.add(target, original, digest(change.new))

    def _join(self, job: _Job, change: FileChange) -> None:
        if (job.old, job.new) != (change.old, change.new):
            raise WriteRefusal(change.path, f"is the same file as {job.names[0]}, which gets other contents")
        job.names.append(change.path)
        job.groups |= {change.group} - {""}

    def _refuse(self, groups: set[str], path: str, reason: str) -> None:
        """Note why none of some groups can be written."""
        for group in groups:
            self.lost.setdefault(group, f"goes together with {path}, which {reason}")

    def together(self) -> list[list[_Job]]:
        """The jobs to be done, in lists of those that are made together; those of a lost group are refused."""
        found: list[tuple[set[str], list[_Job]]] = []
        for job in self.jobs.values():
            mates = [one for one in found if not job.groups.isdisjoint(one[0])]
            groups = job.groups.union(*(one[0] for one in mates))
            found = [one for one in found if one not in mates]
            found.append((groups, [*(mate for one in mates for mate in one[1]), job]))
        for groups, jobs in found:
            for job in jobs:
                job.reason = next((self.lost[group] for group in sorted(groups) if group in self.lost), "")
        return [jobs for _, jobs in found if not jobs[0].reason]

    def result(self, run_id: str | None, *, interrupted: bool) -> WriteResult:
        """What came of it, each change by the name that it had."""
        written: list[WrittenFile] = []
        refused, left = list(self.refused), list(self.left)
        for job in self.jobs.values():
            if job.written:
                written.append(WrittenFile(job.names[0], job.note))
                written += [WrittenFile(name, f"is the same file as {job.names[0]}") for name in job.names[1:]]
            elif job.reason:
                refused += [RefusedFile(name, job.reason) for name in job.names]
            else:
                left += job.names
        return WriteResult(tuple(written), tuple(refused), tuple(left), interrupted, run_id if written else None)


@contextmanager
def _project(root: str | os.PathLike[str], *, needed: bool) -> Iterator[tuple[Journal | None, str]]:
    """The journal of a project, locked, and a tag for temporary files. None where it can't be had and needn't."""
    with ExitStack() as stack:
        try:
            book = Journal(root)
            found = book, stack.enter_context(book.locked())
        except JournalError:
            if needed:
                raise
            found = None
        yield found or (None, os.urandom(8).hex())


def _clear_up(book: Journal, tag: str) -> None:
    """Finish what killed runs left undone."""
    for run in book.cut_short():
        sweep((entry.path for entry in run.entries), tag)
        book.end(run, {entry.path for entry in run.entries})


def _replace_all(plan: _Plan, tag: str, held: _HeldInterrupt) -> None:
    sweep(plan.jobs, tag)
    for jobs in plan.together():
        if held.pressed:
            break
        try:
            notes = replace_files([(job.target, job.old, job.new) for job in jobs], tag)
        except WriteRefusal as refusal:
            for job in jobs:
                mine = len(jobs) == 1 or job.target == refusal.path
                job.reason = refusal.reason if mine else f"goes together with {refusal.path}, which {refusal.reason}"
            continue
        for job, note in zip(jobs, notes, strict=True):
            job.note, job.written = note, True
    sync_folders(job.target for job in plan.jobs.values() if job.written)


def _restore_all(run: Run, tag: str, held: _HeldInterrupt) -> UndoResult:
    restored: list[WrittenFile] = []
    refused: list[RefusedFile] = []
    untouched: list[str] = []
    done = 0
    again = False
    for entry in run.entries:
        if held.pressed:
            break
        try:
            note = _restore(run, entry, tag)
        except WriteRefusal as refusal:
            refused.append(RefusedFile(entry.path, refusal.reason))
            again = again or not refusal.final
        else:
            if note is None:
                untouched.append(entry.path)
            else:
                restored.append(WrittenFile(entry.path, note))
        done += 1
    sync_folders(file.path for file in restored)
    left = tuple(entry.path for entry in run.entries[done:])
    return UndoResult(
        tuple(restored), tuple(refused), tuple(untouched), left, held.pressed, run.id, again or bool(left)
    )


def _restore(run: Run, entry: Entry, tag: str) -> str | None:
    """Give a file its old bytes: what could not be kept, or None where it has them already."""
    if resolved(entry.path) != entry.path:
        raise WriteRefusal(entry.path, "is behind a symbolic link that was not there at the time of the run")
    now = digest(contents(entry.path, entry.path))
    if now == entry.old:
        return None
    if now != entry.new:
        raise WriteRefusal(entry.path, "was edited since the run; it stays as it is")
    try:
        original = run.original(entry)
    except JournalError as error:
        raise WriteRefusal(entry.path, f"can't be restored: {error}") from error
    return replace_file(entry.path, entry.new, original, tag)
