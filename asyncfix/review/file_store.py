"""The files of a review: as they were analysed, as they are on disk, and what writing them would do.

A file that was written stays on the desk as it was analysed, so that every answer can still be taken back:
what is on disk is the analysed text with the fixes `written` made.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.source import Source, digest
from asyncfix.fixes import FileReport, Fix, OtherFilePart
from asyncfix.report.diff import hunks
from asyncfix.review.comments import is_comment
from asyncfix.review.decisions import Answer, Checks
from asyncfix.review.dialog import FilePlan
from asyncfix.review.file_preview import FilePreview, overlap
from asyncfix.review.manual_edit import by_hand
from asyncfix.review.review_changes import Option, ReviewChange
from asyncfix.review.state import Review
from asyncfix.rewrite.multi_file_fixes import FixPart, groups, spanning
from asyncfix.write.write_files import FileChange as FileChange
from asyncfix.write.write_files import WriteResult, write_run

_SIZED = 60  # files of a plan whose lines are counted
_KEPT = 200  # files in memory, besides those that were written
GONE = "the file has changed since it was analysed"


@dataclass(frozen=True, slots=True)
class WrittenReview:
    """The outcome of writing."""

    result: WriteResult
    paths: tuple[str, ...]  # that were written
    changes: int  # that are in them now
    changed: tuple[str, ...] = ()  # paths that changed on disk meanwhile
    problems: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()  # paths whose accepted fixes can't be made together, which are among the problems


class FileStore:
    """All files that have changes."""

    def __init__(self, root: str, command: str, journal: bool = True) -> None:
        self._root, self._command, self._journal = root, command, journal
        self._reports: dict[str, FileReport] = {}
        self._parts: dict[str, dict[OtherFilePart, None]] = {}  # of fixes of other files, by the file that they change
        self._best: dict[str, frozenset[Fix]] = {}
        self._papers: OrderedDict[str, FilePreview] = OrderedDict()
        self._written: dict[str, tuple[Fix, ...]] = {}
        self._pinned: dict[str, Source] = {}  # the analysed text of files that were written
        self._on_disk: dict[str, str] = {}  # digests
        self._wide: dict[str, list[Fix]] = {}  # fixes through several files that are written

    def put(self, report: FileReport) -> None:
        """Put a file on the desk, or what it is now in the place of what it was."""
        path = report.path
        self._reports[path] = report
        self._best[path] = frozenset(finding.fix.here for finding in report.findings if finding.fix)
        self._on_disk[path] = report.digest
        for kept in (self._papers, self._written, self._pinned):
            kept.pop(path, None)
        for fix in spanning(report):
            for part in fix.elsewhere:
                self._parts.setdefault(part.path, {})[part] = None
                self._on_disk.setdefault(part.path, part.digest)
                self._papers.pop(part.path, None)

    def checks(self) -> Checks:
        """The answers to what the state of a review asks about files."""
        return Checks(self._problem, self._likely, self._overlap, self._by_hand)

    def paper(self, path: str) -> FilePreview:
        """A file as it was analysed. Raises UnreadableError where it has changed since."""
        paper = self._papers.get(path)
        if paper is None:
            source, report = self._pinned.get(path) or _load(path), self._report(path)
            if source.digest != report.digest:
                raise UnreadableError(GONE)
            paper = self._papers[path] = FilePreview(source, report)
            while len(self._papers) > _KEPT:
                self._papers.popitem(last=False)
        self._papers.move_to_end(path)
        return paper

    def _report(self, path: str) -> FileReport:
        """The report on a file; of one that only fixes of other files change, one without findings."""
        parts = tuple(self._parts.get(path, ()))
        return FixPart(path, parts[-1].digest, parts).report(self._reports.get(path)) if parts else self._reports[path]

    def ready(self, path: str) -> None:
        """Have a file at hand before it is needed."""
        with suppress(UnreadableError):
            self.paper(path)

    def version(self, path: str) -> str:
        """The content hash of a file as it was analysed."""
        return self._report(path).digest

    def changed(self, path: str) -> bool:
        """True where the file on disk is not what the desk takes it for."""
        try:
            with open(path, "rb") as file:
                return digest(file.read()) != self._on_disk.get(path)
        except OSError:
            return True

    def written(self, path: str) -> tuple[Fix, ...]:
        """The fixes that are made in the file on disk."""
        return self._written.get(path, ())

    def _problem(self, path: str, fixes: Sequence[Fix]) -> str:
        try:
            paper = self.paper(path)
            parts = [part for part in self._parts.get(path, ()) if part.fix in fixes]
            current = {part.fix for part in parts if part.digest == paper.report.digest}
            if any(part.fix not in current for part in parts):
                return GONE
            return paper.problem(fixes)
        except UnreadableError as error:
            return str(error)

    def _likely(self, path: str, fixes: Sequence[Fix]) -> str:
        """As `_problem`. The best fixes of a file were checked together when it was analysed: some of them go, too."""
        best = self._best.get(path, frozenset())
        others = [fix for fix in fixes if fix not in best and not is_comment(fix)]
        return self._problem(path, fixes) if others else self._overlap(path, fixes)

    def _overlap(self, path: str, fixes: Sequence[Fix]) -> str:
        return overlap(self._report(path), fixes)

    def _by_hand(self, change: ReviewChange, answer: Answer) -> Option | None:
        base = change.option(answer.option)
        if base is None:
            return None
        try:
            return by_hand(self.paper(change.path), base, answer.texts)
        except (EditError, UnreadableError):
            return None

    def unwritten(self, review: Review) -> list[str]:
        """The files whose accepted changes are not those on disk."""
        return [path for path in review.paths if review.made_in(path) != frozenset(self.written(path))]

    def narrow(self, review: Review, paths: Iterable[str]) -> list[str]:
        """Those of some files that go together with no other file."""
        together = self._together(review)
        return [path for path in paths if path not in together]

    def _together(self, review: Review) -> dict[str, str]:
        """The files that are written together, by what is accepted and by what is written, with their groups."""
        wide = review.spanning()
        return groups({path: [*wide.get(path, ()), *self._wide.get(path, ())] for path in {*wide, *self._wide}})

    def plan(self, review: Review, uncommitted: Collection[str] = ()) -> list[FilePlan]:
        """The effect that writing would have, file by file."""
        found: list[FilePlan] = []
        for path in self.unwritten(review):
            done = set(self.written(path))
            accepted = review.accepted(path)
            count = sum(
                1
                for change in (*review.of(path), *review.reaching(path))
                if (option := review.answered(change))
                and any(where == path and fix not in done for where, fix in option.places(change.path))
            )
            added, removed = self._size(path, tuple(done), accepted) if len(found) < _SIZED else (None, None)
            found.append(FilePlan(path, count, added, removed, path in uncommitted))
        return found

    def _size(self, path: str, before: Sequence[Fix], after: Sequence[Fix]) -> tuple[int, int]:
        """How many lines come and go from the one set of fixes to the other."""
        try:
            text, edits = self.paper(path).step(before, after)
            tags = [tag for hunk in hunks(text, edits, 0) for tag, _ in hunk.lines]
        except (EditError, UnreadableError):
            return 0, 0
        return tags.count("+"), tags.count("-")

    def _made(self, path: str, fixes: Sequence[Fix]) -> tuple[Source, Source]:
        """The file, and the file with the fixes made. Raises EditError where they can't be made together."""
        paper = self.paper(path)
        if problem := paper.problem(fixes):
            raise EditError(problem)
        return paper.source, paper.made(fixes)

    def write(self, review: Review, paths: Iterable[str], fixes: dict[str, list[Fix]] | None = None) -> WrittenReview:
        """Make the accepted changes in the files, or the given `fixes` of each.

        Every text is checked as a whole before the first file is touched. Raises JournalError and WriteError
        as `write_run` does.
        """
        wanted: list[FileChange] = []
        wide, together = review.spanning(), self._together(review)
        made: dict[str, tuple[Source, tuple[Fix, ...], str]] = {}
        problems: list[str] = []
        changed: list[str] = []
        clashes: list[str] = []
        paths = list(paths)
        for path in paths:
            accepted = fixes[path] if fixes is not None else review.accepted(path)
            try:
                source, new = self._made(path, accepted)
            except UnreadableError as error:
                (changed if str(error) == GONE else problems).append(path if str(error) == GONE else f"{path}: {error}")
                continue
            except EditError as error:
                problems.append(f"{path}: {error}")
                clashes.append(path)
                continue
            made[path] = (source, tuple(accepted), new.digest)
            wanted.append(FileChange(path, self._on_disk[path], new.raw, together.get(path, "")))
        lost = {together[path] for path in paths if path not in made and path in together}
        problems += [f"{one.path}: goes together with a file that is left" for one in wanted if one.group in lost]
        wanted = [one for one in wanted if one.group not in lost]
        result = write_run(wanted, root=self._root, journal=self._journal, command=self._command)
        for one in result.written:
            self._pinned[one.path], self._written[one.path], self._on_disk[one.path] = made[one.path]
            self._wide[one.path] = wide.get(one.path, [])
        gone = {refused.path for refused in result.refused if self.changed(refused.path)}
        changed += [refused.path for refused in result.refused if refused.path in gone]
        problems += [f"{one.path}: {one.reason}" for one in result.refused if one.path not in gone]
        paths_written = tuple(one.path for one in result.written)
        count = sum(review.answered(change) is not None for path in paths_written for change in review.of(path))
        return WrittenReview(result, paths_written, count, tuple(changed), tuple(problems), tuple(clashes))


def _load(path: str) -> Source:
    try:
        with open(path, "rb") as file:
            return Source(file.read(), path)
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from error
