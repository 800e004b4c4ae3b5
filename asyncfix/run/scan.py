"""From files to reports: read, prefilter, analyse; in several processes where that pays.

Files are read in batches. A batch goes to a worker process as paths and comes back as verdicts,
which hold no text and no tree, so the memory of a run does not grow with the repository.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from asyncfix.catalogue import NO_ROWS, Custom, catalogue_with
from asyncfix.config.options import Options
from asyncfix.errors import UnreadableError
from asyncfix.files.source import MAX_BYTES, Source, digest
from asyncfix.fixes import FileReport
from asyncfix.recipe import Recipe
from asyncfix.run.prefilter import Prefilter

if TYPE_CHECKING:
    from asyncfix.callgraph.project_index import Index

_BATCH = 128  # files
_WORTH_A_POOL = 600  # files; below, starting processes costs more than they save
_DEFAULT_OPTIONS = Options()
_COLLECT_AFTER = 200_000  # objects that are left of analysed files


@dataclass(frozen=True, slots=True)
class FileVerdict:
    """The result for one file."""

    path: str
    digest: str  # of its bytes; "" where it could not be read, or nobody asked
    report: FileReport | None  # None: nothing was found
    unchanged: bool = False  # its bytes are those that the caller knows already; there is no report then
    asked: frozenset[str] = frozenset()  # files whose insides the report depends on; "" for any


@dataclass(frozen=True, slots=True)
class Job:
    """The things to look for, and the way to a thread."""

    recipes: tuple[Recipe, ...]
    known: frozenset[str]  # the names of all recipes there are
    parse_all: bool = False  # parse every file, so that each that does not parse is reported
    own: Custom = NO_ROWS  # what blocks, beside what asyncfix knows
    options: Options = _DEFAULT_OPTIONS
    hash_all: bool = False  # tell the content hash of every file, for a cache
    index: Index | None = None  # of the project, where a recipe is about families
    blocking: frozenset[str] = frozenset()  # by the index: absolute paths of files with something to find
    offload: str = "auto"  # the way to a thread; "imported" is "auto" where the project does without Starlette
    offload_paths: tuple[tuple[str, str], ...] = ()  # the same for some paths, relative to the root
    severity: str = "low"  # what blocks for less is not reported
    root: str = ""

    def verdict(self, path: str, known: str, prefilter: Prefilter) -> FileVerdict:
        """Read and judge one file, unless its content hash is the `known` one."""
        try:
            raw = read(path)
        except UnreadableError as error:
            return FileVerdict(path, "", FileReport(path, "", unreadable=str(error)))
        content = digest(raw) if self.hash_all else ""
        if content and content == known:
            return FileVerdict(path, content, None, unchanged=True)
        if self.index is not None:
            self.index.asked.clear()
        report = self.report(raw, path, prefilter)
        return FileVerdict(path, content, report, asked=frozenset(self.index.asked if self.index is not None else ()))

    def report(self, raw: bytes, path: str, prefilter: Prefilter) -> FileReport | None:
        """The report on a file of these bytes; None where there is nothing to say."""
        matters = prefilter.may_matter(raw) or os.path.abspath(path) in self.blocking
        if not matters and not self.parse_all and raw.isascii() and b"\0" not in raw:
            return None
        try:
            source = Source(raw, path)
            if not matters:
                if self.parse_all:
                    _parse(source)
                return None
        except UnreadableError as error:
            return FileReport(path, digest(raw), unreadable=str(error))
        from asyncfix.rewrite.analyse import analyse  # with the parsers behind it: not for runs that find nothing

        try:
            catalogue = catalogue_with(self.own)
            way = self.way(path)
            report = analyse(source, self.recipes, self.known, catalogue, self.index, way, self.options)
        except Exception as error:
            # whatever it is, it is our mistake, and the other files can still be judged
            return FileReport(path, source.digest, failure=_mistake(error))
        report = self._severe(report)
        return report if report.findings or report.unreadable or report.notes else None

    def _severe(self, report: FileReport) -> FileReport:
        """The report without what blocks for less long than somebody cares."""
        passed = _LESS[self.severity]
        kept = tuple(one for one in report.findings if one.severity not in passed)
        return report if len(kept) == len(report.findings) else replace(report, findings=kept)

    def way(self, path: str) -> str:
        """The way to a thread for a file: the last pattern that fits says it."""
        chosen = self.offload
        if self.offload_paths:
            from asyncfix.files.gitignore import Patterns

            place = os.path.relpath(os.path.abspath(path), self.root or None).replace(os.sep, "/")
            for glob, backend in self.offload_paths:
                if Patterns.globs([glob]).covers(place):
                    chosen = backend
        return chosen


_LESS = {"low": (), "medium": ("low",), "high": ("low", "medium")}

Batch = Sequence[tuple[str, str]]
"""Paths, each with the content hash that the caller knows it under, "" for none."""


def scan(files: Batch, job: Job, jobs: int, advance: Callable[[int], None], at_once: int = 0) -> Iterator[FileVerdict]:
    """A verdict on every file, in no order. `jobs` is the number of processes, 0 for as many as are useful.

    `advance` is told how many files are done. Verdicts come for `at_once` files together, 0 for what is fastest.
    """
    count = processes(len(files), jobs)
    size = at_once or _BATCH
    batches = [files[start : start + size] for start in range(0, len(files), size)]
    with _frozen():
        if count <= 1:
            prefilter = Prefilter(job.recipes)
            for batch in batches:
                yield from _quietly(batch, job, prefilter)
                advance(len(batch))
            return
        for size, verdicts in _in_pool(batches, count, job):
            yield from verdicts
            advance(size)


def processes(files: int, jobs: int) -> int:
    """The number of processes that are of use for so many files. `jobs` as in `scan`."""
    if jobs == 1 or (not jobs and files < _WORTH_A_POOL):
        return 1
    wanted = jobs or _cores()
    return max(1, min(wanted, files // _BATCH + 1))


def _cores() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _in_pool(batches: Sequence[Batch], count: int, job: Job) -> Iterator[tuple[int, list[FileVerdict]]]:
    """The size of each batch and the verdicts on it, as they are done."""
    from concurrent.futures import as_completed

    from asyncfix.run.pool import Pool

    with Pool(count, _start, job) as pool:
        futures = {pool.submit(_work, batch): len(batch) for batch in batches}
        for future in as_completed(futures):
            yield futures.pop(future), future.result()


_job: Job
_prefilter: Prefilter


def leave_interrupts() -> None:
    """The start of a worker process: it leaves Ctrl-C to the parent."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _start(job: Job) -> None:
    global _job, _prefilter
    leave_interrupts()
    _job, _prefilter = job, Prefilter(job.recipes)


def _work(batch: Batch) -> list[FileVerdict]:
    return _quietly(batch, _job, _prefilter)


def _quietly(batch: Batch, job: Job, prefilter: Prefilter) -> list[FileVerdict]:
    """The verdicts on a batch, with the garbage collector off: trees are many objects and no garbage."""
    with no_collection():
        verdicts = []
        for path, known in batch:
            verdicts.append(job.verdict(path, known, prefilter))
            if gc.get_count()[0] > _COLLECT_AFTER:
                gc.collect()
        return verdicts


@contextmanager
def _frozen() -> Iterator[None]:
    """The garbage collector passes by what is there already, such as the index, which processes share."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def no_collection() -> Iterator[None]:
    """The garbage collector is off: trees are many objects and no garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _mistake(error: Exception) -> str:
    """What went wrong inside asyncfix, and where, for a bug report."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    where = f" at {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""
    return f"asyncfix failed on it ({type(error).__name__}: {error}{where}); please report this"


def _parse(source: Source) -> None:
    """Raise UnreadableError where the source does not parse."""
    from asyncfix.syntax.parse import parse

    parse(source)


def read(path: str) -> bytes:
    """The bytes of a file. Raises UnreadableError where they can't be had, or are too many."""
    try:
        with open(path, "rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size > MAX_BYTES:
                raise UnreadableError(f"is {size / 1e6:.0f} MB; files over {MAX_BYTES // 1_000_000} MB are not read")
            return file.readall()
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror or error}") from None
    except ValueError as error:
        raise UnreadableError(f"can't be read: {error}") from None
