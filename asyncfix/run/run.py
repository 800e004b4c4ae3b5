"""One run: paths to findings, findings to decisions, decisions to written files and a result to report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from asyncfix.catalogue import NO_ROWS
from asyncfix.config.settings import Settings
from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.discover import Discovery, discover, is_excluded
from asyncfix.files.source import MAX_BYTES, Source
from asyncfix.fixes import FileReport, Finding
from asyncfix.loading.registry import choose
from asyncfix.report.model import FileResult, FindingState, RunOutcome, RunResult
from asyncfix.rewrite.fix_selection import Decision
from asyncfix.rewrite.mocked_tests import settled, warnings_of
from asyncfix.rewrite.multi_file_fixes import agreed, parts_by_file, taken
from asyncfix.rewrite.render import file_edits
from asyncfix.run.cached_scan import reports_on
from asyncfix.run.jobs import all_recipes, job_for, users_of
from asyncfix.run.prefilter import Prefilter
from asyncfix.run.write_results import after_writing, made, written

if TYPE_CHECKING:
    from asyncfix.config.baseline import Baseline
    from asyncfix.write.write_files import WriteResult

_PARSE_ALL_BELOW = 2_000_000
"""Bytes: a tree this small is parsed whole, so that files that do not parse are reported even where
nothing in them could matter. That takes a quarter of a second."""


@dataclass(frozen=True, slots=True)
class RunRequest:
    """The orders for a run."""

    paths: tuple[Path, ...]
    settings: Settings
    decision: Decision
    write: bool = False
    journal: bool = True
    command: str = ""  # for the journal
    baseline: Baseline | None = None  # findings that are not reported


def run(request: RunRequest, advance: Callable[[int, int], None] = lambda done, total: None) -> RunResult:
    """Do it. `advance` is told how many files of how many are done.

    Raises AsyncfixError where the run as a whole is impossible: unknown recipes, recipes that do not
    load, a journal that can't be written.
    """
    started = time.perf_counter()
    settings = request.settings
    found, reports = survey(request.paths, settings, advance)
    if request.baseline:
        reports = (_without_known(report, request.baseline) for report in reports)
    results = _all_planned(sorted(reports, key=lambda one: one.path), request.decision)
    if request.write:
        results, outcome = written(results, settings.root, request.journal, request.command)
    else:
        outcome = None
    result = _result(found, results, outcome, request.write, time.perf_counter() - started)
    if settings.catalogue == NO_ROWS:
        return result
    from asyncfix.loading.user_twins import unused_twins

    findings = (finding for file in results for finding in file.report.findings)
    return replace(result, warnings=(*unused_twins(settings.catalogue, findings), *result.warnings))


def survey(
    paths: tuple[Path, ...],
    settings: Settings,
    advance: Callable[[int, int], None] = lambda done, total: None,
    at_once: int = 0,
) -> tuple[Discovery, Iterator[FileReport]]:
    """The files that there are to scan, and the reports on all that have something to say, as they come.

    Reports come for `at_once` files together; 0 for as many as makes a run fastest. Raises
    AsyncfixError as `run` does.
    """
    recipes = all_recipes(settings)
    chosen = choose(recipes, settings.select, settings.ignore)
    read_at = time.time_ns()
    files = replace(settings, extend_exclude=(*settings.extend_exclude, *settings.own_cases))
    found = discover(paths, files, stamps=True)
    parse_all = sum(stamp[0] for stamp in found.stamps if stamp[0] <= MAX_BYTES) <= _PARSE_ALL_BELOW
    job = job_for(chosen, recipes, settings, found.files, parse_all)
    users = users_of(found.files, settings)
    reports = reports_on(found, job, settings, read_at, advance, at_once)
    return found, (settled(report, users) for report in reports)


def run_on_text(
    raw: bytes, name: str, settings: Settings, decision: Decision, write: bool = False
) -> tuple[RunResult, bytes]:
    """A run on bytes that came from elsewhere (an editor) and stand for the file `name`, which need not exist.

    Returns the result and the bytes with the fixes made; with `write`, the result says that they are. With
    `force_exclude`, a file that is excluded comes back as it is. Raises AsyncfixError as `run` does.
    """
    started = time.perf_counter()
    recipes = all_recipes(settings)
    chosen = choose(recipes, settings.select, settings.ignore)
    job = replace(job_for(chosen, recipes, settings, [name], parse_all=True), hash_all=False)
    excluded = settings.force_exclude and is_excluded(Path(name), settings)
    report = None if excluded else job.report(raw, name, Prefilter(chosen))
    results: list[FileResult] = []
    new = raw
    if report is not None:
        report = settled(report, users_of([name], settings))
        result = replace(_planned(report, decision), source=partial(Source, raw, name))
        if result.accepted:
            try:
                source, new = made(result)
                result = after_writing(result, write, "", {name: source})
            except (EditError, UnreadableError) as error:
                result = after_writing(result, False, str(error), {})
        results.append(result)
    found = Discovery(() if excluded else (name,))
    return _result(found, results, None, write, time.perf_counter() - started), new


def _all_planned(reports: Sequence[FileReport], decision: Decision) -> list[FileResult]:
    """The reports with the decisions, and the files without findings that fixes of others change."""
    reports = agreed(reports, decision, _load)
    parts = parts_by_file(fix for report in reports for fix in taken(report, decision))
    known = {report.path: report for report in reports}
    results = []
    for path in sorted({*known, *parts}):
        part = parts.get(path)
        report = part.report(known.get(path)) if part is not None else known[path]
        result = _planned(report, decision)
        results.append(replace(result, joined=part.fixes) if part is not None else result)
    return results


def _planned(report: FileReport, decision: Decision) -> FileResult:
    """A report with a decision on each finding."""
    outcomes = tuple(_outcome(finding, decision) for finding in report.findings)
    return FileResult(
        path=report.path,
        report=report,
        outcomes=outcomes,
        source=partial(_load, report.path),
        edits=partial(file_edits, report),
    )


def _without_known(report: FileReport, baseline: Baseline) -> FileReport:
    """The report with the findings silenced that the baseline knows. A file that changed meanwhile keeps its own."""
    try:
        source = _load(report.path)
    except (OSError, UnreadableError):
        return report
    return baseline.applied(report, lambda: source.text) if source.digest == report.digest else report


def _outcome(finding: Finding, decision: Decision) -> RunOutcome:
    if finding.suppressed:
        return RunOutcome(finding, FindingState.SUPPRESSED, reason=finding.suppressed)
    fix = decision(finding)
    if fix is not None:
        return RunOutcome(finding, FindingState.FIXABLE, fix)
    if finding.fix is not None:
        return RunOutcome(finding, FindingState.REVIEW, finding.fix)
    return RunOutcome(finding, FindingState.SKIPPED, reason=finding.skip)


def _load(path: str) -> Source:
    with open(path, "rb") as file:
        return Source(file.read(), path)


def _warnings(files: Iterable[FileResult]) -> Iterator[str]:
    """What the changes mean for the project's tests, as sentences."""
    done = (FindingState.FIXED, FindingState.FIXABLE)
    return warnings_of(
        (file.path, outcome.finding, outcome.fix)
        for file in files
        for outcome in file.outcomes
        if outcome.fix is not None and outcome.state in done
    )


def _result(
    found: Discovery, results: Iterable[FileResult], outcome: WriteResult | None, wrote: bool, elapsed: float
) -> RunResult:
    files = tuple(results)
    fatal = [f"{problem.path}: {problem.reason}" for problem in found.problems if problem.fatal]
    passed = [(problem.path, problem.reason) for problem in found.problems if not problem.fatal]
    unreadable = [(one.path, one.report.unreadable) for one in files if one.report.unreadable]
    problems = [f"{one.path}: {one.report.failure}" for one in files if one.report.failure]
    problems += [f"{one.path}: was not written: {one.refused}" for one in files if one.refused]
    if outcome and outcome.interrupted:
        problems.append(f"interrupted: {len(outcome.written)} files are written, {len(outcome.left)} are as they were")
    return RunResult(
        files=files,
        scanned=len(found.files),
        changed=sum(one.written if wrote else bool(one.accepted) for one in files),
        unreadable=tuple(sorted([*unreadable, *passed])),
        problems=(*fatal, *problems),
        wrote=wrote,
        elapsed=elapsed,
        warnings=tuple(_warnings(files)),
        notes=tuple(f"{one.path}: {one.note}" for one in (outcome.written if outcome else ()) if one.note),
    )
