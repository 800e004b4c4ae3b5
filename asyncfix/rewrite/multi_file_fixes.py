"""Fixes that go through several files: which of them can be made, beside what else is made in those files.

What stays in one file comes before what goes through several. Of these, the one comes first whose file, and in it
whose place, does. What then finds its place taken is withdrawn, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport, Fix, OtherFilePart
from asyncfix.rewrite.fix_selection import Decision
from asyncfix.rewrite.render import file_edits

Load = Callable[[str], Source]
"""Reads a file. Raises OSError and UnreadableError."""


def without(report: FileReport, gone: Mapping[Fix, str]) -> FileReport:
    """The report without some fixes. The reasons go to the findings that lose their last one, else to the notes."""
    notes: dict[str, None] = {}
    findings = []
    for finding in report.findings:
        lost = [fix for fix in finding.fixes if fix in gone]
        kept = tuple(fix for fix in finding.fixes if fix not in gone)
        if lost:
            finding = replace(finding, fixes=kept, skip="" if kept else f"the fix was withdrawn: {gone[lost[0]]}")
        notes |= {f"line {finding.line}: `{fix.title}` is not offered: {gone[fix]}": None for fix in lost if kept}
        findings.append(finding)
    return replace(report, findings=tuple(findings), notes=(*report.notes, *notes)) if gone else report


def spanning(report: FileReport) -> list[Fix]:
    """The fixes of a report that go through several files, each once."""
    return list(dict.fromkeys(fix for finding in report.findings for fix in finding.fixes if fix.elsewhere))


def named(report: FileReport, names: Callable[[], Mapping[str, str]]) -> FileReport:
    """The report with the files of its fixes as the run names them; fixes that reach files of no run are taken out.

    `names` gives the names of all files of the run by their absolute paths.
    """
    fixes = spanning(report)
    if not fixes:
        return report
    known = names()
    gone: dict[Fix, str] = {}
    new: dict[Fix, Fix] = {}
    for fix in fixes:
        strange = next((part.path for part in fix.elsewhere if part.path not in known), "")
        if strange:
            gone[fix] = f"it changes {strange} as well, which is none of the files of this run"
        else:
            parts = (replace(part, path=known[part.path]) for part in fix.elsewhere)
            new[fix] = replace(fix, elsewhere=tuple(sorted(parts, key=lambda part: part.path)))
    report = without(report, gone)
    findings = (replace(one, fixes=tuple(new.get(fix, fix) for fix in one.fixes)) for one in report.findings)
    return replace(report, findings=tuple(findings))


@dataclass(frozen=True)
class FixPart:
    """A file that fixes of other files change."""

    path: str
    digest: str
    parts: tuple[OtherFilePart, ...]

    def report(self, own: FileReport | None) -> FileReport:
        """The file's own report, or one without findings, that knows which imports may go with the parts."""
        base = own or FileReport(self.path, self.digest)
        imports = {statement.span: statement for part in self.parts for statement in part.imports}
        imports |= {statement.span: statement for statement in base.imports}
        return replace(base, imports=tuple(imports[span] for span in sorted(imports)))

    @cached_property
    def fixes(self) -> tuple[Fix, ...]:
        """The fixes made here, each once."""
        return tuple(dict.fromkeys(part.fix for part in self.parts))


def parts_by_file(fixes: Iterable[Fix]) -> dict[str, FixPart]:
    """The parts of fixes in other files than their own, by path."""
    found: dict[str, list[OtherFilePart]] = {}
    for fix in fixes:
        for part in fix.elsewhere:
            found.setdefault(part.path, []).append(part)
    return {path: FixPart(path, parts[0].digest, tuple(dict.fromkeys(parts))) for path, parts in sorted(found.items())}


def agreed(reports: Sequence[FileReport], decision: Decision, load: Load) -> list[FileReport]:
    """The reports without those fixes that the decision takes, that go through several files, and that can't be made.

    The decision falls on another fix of the finding then, if there is one. Reads the files that others change.
    """
    left = list(reports)
    while True:
        chosen = {report.path: taken(report, decision) for report in left}
        if not any(fix.elsewhere for fixes in chosen.values() for fix in fixes):
            return left
        gone = _Agreement({report.path: report for report in left}, chosen, load).gone()
        if not gone:
            return left
        left = [without(report, {fix: gone[fix] for fix in spanning(report) if fix in gone}) for report in left]


def taken(report: FileReport, decision: Decision) -> list[Fix]:
    """The fixes that the decision takes, each once."""
    found = (decision(finding) for finding in report.findings if not finding.suppressed)
    return list(dict.fromkeys(fix for fix in found if fix is not None))


class _Agreement:
    """One look at all fixes that are chosen."""

    def __init__(self, reports: Mapping[str, FileReport], chosen: Mapping[str, Sequence[Fix]], load: Load) -> None:
        self._reports, self._load = reports, load
        self._made = {path: [fix for fix in fixes if not fix.elsewhere] for path, fixes in chosen.items()}
        self._wide = [(path, fix) for path in sorted(chosen) for fix in chosen[path] if fix.elsewhere]
        self._parts = parts_by_file(fix for _, fix in self._wide)
        self._merged: dict[str, FileReport] = {}

    def gone(self) -> dict[Fix, str]:
        """The fixes that can't be made, with the reasons."""
        gone = {fix: reason for path, fix in self._wide if (reason := self._overlap(path, fix))}
        if not gone:
            for path in self._parts:
                bad = self._wrong(path)
                gone |= {fix: bad[one] for _, fix in self._wide if (one := _at(fix, path)) is not None and one in bad}
        return gone

    def _overlap(self, path: str, fix: Fix) -> str:
        """Why the fix can't be made beside those before it; the parts of one that can are made from then on."""
        places = [(path, fix.here), *((part.path, part.fix) for part in fix.elsewhere)]
        for part in fix.elsewhere:
            if part.digest != self._parts[part.path].digest or self._report(part.path).digest != part.digest:
                return f"{part.path}, which it changes as well, has changed meanwhile"
        for where, one in places:
            made = self._made.setdefault(where, [])
            if one in made:
                continue
            try:
                file_edits(self._report(where), [*made, one])
            except EditError:
                return f"another fix changes the same code in {where}"
        for where, one in places:
            self._made[where].append(one)
        return ""

    def _report(self, path: str) -> FileReport:
        if path in self._parts and path not in self._merged:
            self._merged[path] = self._parts[path].report(self._reports.get(path))
        return self._merged.get(path) or self._reports[path]

    def _wrong(self, path: str) -> dict[Fix, str]:
        """Those of the parts in a file that make its new text wrong."""
        from asyncfix.rewrite.verify import drop_invalid

        report = self._report(path)
        try:
            source = self._load(path)
        except (OSError, UnreadableError) as error:
            return dict.fromkeys(self._parts[path].fixes, f"{path}, which it changes as well, can't be read: {error}")
        if source.digest != report.digest:
            return dict.fromkeys(self._parts[path].fixes, f"{path}, which it changes as well, has changed meanwhile")
        bad = drop_invalid(source, report, list(dict.fromkeys(self._made[path])))
        return {fix: f"in {path}, {reason}" for fix, reason in bad.items()}


def _at(fix: Fix, path: str) -> Fix | None:
    """What a fix does in another file."""
    return next((part.fix for part in fix.elsewhere if part.path == path), None)


def groups(fixes: Mapping[str, Iterable[Fix]]) -> dict[str, str]:
    """The files that are written together or not at all, each with the name of its group.

    `fixes` are those made in each file, in which parts of fixes of other files may be missing.
    """
    leader: dict[str, str] = {}

    def find(path: str) -> str:
        while leader.setdefault(path, path) != path:
            path = leader[path]
        return path

    for path in sorted(fixes):
        for fix in fixes[path]:
            for part in fix.elsewhere:
                one, other = sorted((find(path), find(part.path)))
                leader[other] = one
    return {path: find(path) for path in leader}
