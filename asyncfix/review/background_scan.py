"""The scan, in a process behind the screen: what it finds comes through a pipe, file by file.

The process leads a group of its own, so that the end of a review ends all of its workers.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import traceback
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from asyncfix.config.baseline import Baseline
from asyncfix.config.settings import Settings
from asyncfix.errors import AsyncfixError, UnreadableError
from asyncfix.files.git import ChangedLines, uncommitted
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.review.review_changes import ReviewChange, changes_of
from asyncfix.run.run import survey

_AT_ONCE = 4  # files between two messages
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class ReviewScope:
    """The scope of a review."""

    paths: tuple[Path, ...]
    settings: Settings
    lines: ChangedLines | None = None  # None: all lines
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file with changes to review, or with something else to say."""

    report: FileReport
    changes: tuple[ReviewChange, ...]
    without_fix: int = 0  # findings that no recipe has a fix for


@dataclass(frozen=True, slots=True)
class Progressed:
    """The progress of the scan, in files."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Uncommitted:
    """Files with changes that are not committed, by real path."""

    paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ended:
    """The scan is over."""

    files: int = 0
    problems: tuple[str, ...] = ()
    unreadable: tuple[tuple[str, str], ...] = ()


Message = FoundFile | Progressed | Uncommitted | Ended


def found_in(report: FileReport, scope: ReviewScope) -> FoundFile:
    """The meaning of a report for a review. A file that changed since it was analysed has a report that says so."""
    if report.unreadable or report.failure:
        return FoundFile(report, ())
    try:
        with open(report.path, "rb") as file:
            source = Source(file.read(), report.path)
    except (OSError, UnreadableError) as error:
        return FoundFile(FileReport(report.path, "", unreadable=str(error)), ())
    if source.digest != report.digest:
        return FoundFile(FileReport(report.path, "", unreadable="changed while it was analysed"), ())
    if scope.baseline:
        report = scope.baseline.applied(report, lambda: source.text)
    if scope.lines is not None:
        lines = scope.lines
        touched = tuple(one for one in report.findings if lines.touch(report.path, one.line, one.end_line))
        report = replace(report, findings=touched)
    without = sum(not finding.fixes and not finding.suppressed for finding in report.findings)
    return FoundFile(report, changes_of(source, report, str(scope.settings.root)), without)


def analysed_again(path: str, scope: ReviewScope) -> FoundFile:
    """One file as it is now."""
    _, reports = survey((Path(path),), scope.settings.override(cache=False, jobs=1))
    report = next(reports, None) or FileReport(path, "")
    return found_in(report, scope) if report.digest else FoundFile(replace(report, path=path), ())


def messages(scope: ReviewScope) -> Iterator[Message]:
    """The whole scan."""
    progress = [0, 0]

    def advance(done: int, total: int) -> None:
        progress[:] = done, total

    found, reports = survey(scope.paths, scope.settings, advance, at_once=_AT_ONCE)
    yield Progressed(0, len(found.files))
    told, asked = 0, False
    unreadable = [(problem.path, problem.reason) for problem in found.problems if not problem.fatal]
    problems = [f"{problem.path}: {problem.reason}" for problem in found.problems if problem.fatal]
    for report in reports:
        one = found_in(report, scope)
        if one.report.failure:
            problems.append(f"{report.path}: {report.failure}")
        elif one.report.unreadable:
            unreadable.append((report.path, one.report.unreadable))
        elif one.changes or one.without_fix:
            yield one
        if progress[0] >= told + max(progress[1] // 200, 1):
            told = progress[0]
            yield Progressed(progress[0], progress[1])
        if not asked and one.changes:
            asked = True
            yield Uncommitted(uncommitted(str(scope.settings.root)))
    yield Ended(len(found.files), tuple(problems), tuple(unreadable))


class Feed:
    """A scan under way."""

    def __init__(self, scope: ReviewScope) -> None:
        self.fd, theirs = os.pipe()
        self._buffer = bytearray()
        self._pid = os.fork()
        if not self._pid:
            os.close(self.fd)
            _serve(scope, theirs)
        os.close(theirs)
        self.open = True

    def read(self) -> list[Message]:
        """The messages since the last call, after `fd` became readable."""
        part = os.read(self.fd, 1 << 20)
        self._buffer += part
        found: list[Message] = []
        at = 0
        while len(self._buffer) - at >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer, at)
            end = at + _LENGTH.size + length
            if len(self._buffer) < end:
                break
            found.append(pickle.loads(memoryview(self._buffer)[at + _LENGTH.size : end]))
            at = end
        del self._buffer[:at]
        if not part and self.open:
            self.open = False
            if not any(isinstance(one, Ended) for one in found):
                found.append(Ended(problems=("the scan died, perhaps for want of memory; --jobs 1 needs the least",)))
        if any(isinstance(one, Ended) for one in found):
            self.open = False
        return found

    def close(self) -> None:
        """End the scan, and all of its processes."""
        self.open = False
        with suppress(OSError):
            os.close(self.fd)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def _serve(scope: ReviewScope, pipe: int) -> None:
    """Be the process behind the screen. Does not return."""
    code = 1
    try:
        os.setpgid(0, 0)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGWINCH):
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        try:
            for message in messages(scope):
                _send(pipe, message)
        except AsyncfixError as error:
            _send(pipe, Ended(problems=(str(error),)))
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{os.path.basename(where.filename)}:{where.lineno}"
            _send(pipe, Ended(problems=(f"the scan failed ({type(error).__name__}: {error} at {place})",)))
        code = 0
    finally:
        if os.getpgid(0) == os.getpid():
            os.killpg(0, signal.SIGKILL)  # workers that wait for work would wait for ever
        os._exit(code)


def _send(pipe: int, message: Message) -> None:
    data = pickle.dumps(message, protocol=5)
    data = _LENGTH.pack(len(data)) + data
    while data:
        data = data[os.write(pipe, data) :]
