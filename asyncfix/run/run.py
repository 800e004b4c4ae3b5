"""One run: paths to findings, findings to decisions, decisions to written files and a result to report."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from asyncfix.callgraph.name_users import NameUsers
from asyncfix.catalogue import NO_ROWS, catalogue_with
from asyncfix.config.settings import Settings
from asyncfix.errors import EditError, UnreadableError
from asyncfix.files.discover import Discovery, Stamp, discover, is_excluded
from asyncfix.files.requirements import declared
from asyncfix.files.source import MAX_BYTES, Source
from asyncfix.fixes import FileReport, Finding, Form, OtherFilePart
from asyncfix.loading.registry import choose, fingerprint, load
from asyncfix.offload.backends import backend_registry
from asyncfix.recipe import Recipe
from asyncfix.report.model import FileResult, FindingState, RunOutcome, RunResult, load_part
from asyncfix.rewrite.fix_selection import Decision
from asyncfix.rewrite.mocked_tests import settled, warnings_of
from asyncfix.rewrite.multi_file_fixes import agreed, groups, named, parts_by_file, spanning, taken
from asyncfix.rewrite.render import file_edits, rendered
from asyncfix.run.prefilter import Prefilter
from asyncfix.run.scan import Job, no_collection, processes, scan

if TYPE_CHECKING:
    from asyncfix.callgraph.project_index import Index
    from asyncfix.config.baseline import Baseline
    from asyncfix.inference.summarise import Reader
    from asyncfix.recipe import Recipe
    from asyncfix.run.cache import Cache
    from asyncfix.run.summary_cache import Summaries
    from asyncfix.write.write_files import FileChange, WriteResult

_PARSE_ALL_BELOW = 2_000_000
"""Bytes: a tree this small is parsed whole, so that files that do not parse are reported even where
nothing in them could matter. That takes a quarter of a second."""


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a run is to do."""

    paths: tuple[Path, ...]
    settings: Settings
    decision: Decision
    write: bool = False
    journal: bool = True
    command: str = ""  # for the journal
    baseline: Baseline | None = None  # findings that are passed by


def all_recipes(settings: Settings, check: bool = False) -> tuple[Recipe, ...]:
    """The recipes that `registry.load` finds, and the one for the twins of the user's own catalogue."""
    recipes = load(settings.recipes, check)
    if settings.catalogue == NO_ROWS:
        return recipes
    from asyncfix.loading.user_twins import twin_recipe  # for those who have rows of their own

    twins = twin_recipe(settings.catalogue, frozenset(call for recipe in recipes for call in recipe.calls))
    if twins is None:
        return recipes
    return tuple(sorted((*recipes, replace(twins, origin=str(settings.origin or ""))), key=lambda one: one.name))


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
        results, outcome = _written(results, request)
    else:
        outcome = None
    result = _result(found, results, outcome, settings, request.write, time.perf_counter() - started)
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
    """What there is to scan, and the reports on all files that have something to say, as they come.

    Reports come for `at_once` files together; 0 for as many as makes a run fastest. Raises
    AsyncfixError as `run` does.
    """
    recipes = all_recipes(settings)
    chosen = choose(recipes, settings.select, settings.ignore)
    read_at = time.time_ns()
    files = replace(settings, extend_exclude=(*settings.extend_exclude, *settings.own_cases))
    found = discover(paths, files, stamps=True)
    parse_all = sum(stamp[0] for stamp in found.stamps if stamp[0] <= MAX_BYTES) <= _PARSE_ALL_BELOW
    job = replace(_job(chosen, recipes, settings, parse_all), offload=_way(settings, found.files))
    reports = _reports(found, job, settings, read_at, advance, at_once)
    users = _users(found.files, settings)
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
    job = replace(_job(chosen, recipes, settings, parse_all=True), hash_all=False, offload=_way(settings, [name]))
    excluded = settings.force_exclude and is_excluded(Path(name), settings)
    report = None if excluded else job.report(raw, name, Prefilter(chosen))
    results: list[FileResult] = []
    new = raw
    if report is not None:
        report = settled(report, _users([name], settings))
        result = replace(_planned(report, decision), source=partial(Source, raw, name))
        if result.accepted:
            try:
                source, new = _made(result)
                result = _after(result, write, "", {name: source})
            except (EditError, UnreadableError) as error:
                result = _after(result, False, str(error), {})
        results.append(result)
    found = Discovery(() if excluded else (name,))
    return _result(found, results, None, settings, write, time.perf_counter() - started), new


def _way(settings: Settings, files: Sequence[str]) -> str:
    """The way to a thread; where the project does without Starlette, only files that import it may."""
    if settings.offload != backend_registry.AUTO or not files:
        return settings.offload
    folders = {os.path.dirname(os.path.abspath(path)) for path in files}
    needed = declared(Path(os.path.commonpath(folders)))
    return (
        backend_registry.AUTO
        if needed is None or backend_registry.is_declared(needed)
        else backend_registry.ONLY_IMPORTED
    )


def _job(chosen: tuple[Recipe, ...], recipes: Sequence[Recipe], settings: Settings, parse_all: bool) -> Job:
    return Job(
        chosen,
        frozenset(recipe.name for recipe in recipes),
        parse_all,
        settings.catalogue,
        settings.options,
        hash_all=settings.cache,
        offload=settings.offload,
        offload_paths=settings.offload_paths,
        severity=settings.severity,
        root=str(settings.root),
    )


def _indexed(job: Job, files: Sequence[str], settings: Settings, summaries: Summaries | None = None) -> Job:
    """The job with the index of the project, where a recipe asks for one."""
    if not any(recipe.families for recipe in job.recipes):
        return job
    index = index_of_files(files, settings, summaries)
    return replace(job, index=index, blocking=index.blocking_files())


def index_of_files(files: Sequence[str], settings: Settings, summaries: Summaries | None = None) -> Index:
    """What the functions of a project do to an event loop. Summaries that are given are kept for the next run."""
    from asyncfix.callgraph.project_index import build
    from asyncfix.inference.import_resolution import Modules

    paths = [os.path.abspath(path) for path in files]
    with no_collection(), _reader(settings, len(paths), summaries) as reader:
        modules = Modules(paths, _root(settings))
        index = build(paths, modules, reader.summarise, catalogue_with(settings.catalogue), reader.begin)
    if summaries is not None:
        summaries.save(paths)
    return index


def _reader(settings: Settings, files: int, summaries: Summaries | None) -> Reader | Summaries:
    """What reads files for the index."""
    if summaries is not None:
        return summaries
    if processes(files, settings.jobs) == 1:
        from asyncfix.inference.summarise import Reader

        return Reader()
    from asyncfix.run.summary_cache import Summaries  # with pickle and the cache behind it: not for small runs

    return Summaries(str(settings.root), settings.jobs, 0, remember=False)


def _joined(job: Job, found: Discovery, settings: Settings, read_at: int, cache: Cache | None) -> Job:
    """The job with an index, if there is anything to find out; what may have changed is forgotten by the cache."""
    if not any(recipe.families for recipe in job.recipes):
        return job
    if cache is None:
        return _indexed(job, found.files, settings)
    changed = cache.changed(found, read_at)
    if not changed:
        return job
    from asyncfix.run.summary_cache import Summaries

    summaries = Summaries(str(settings.root), settings.jobs, read_at, remember=True)
    job = _indexed(job, found.files, settings, summaries)
    assert job.index is not None
    same = job.index.fingerprint() == cache.project and all(
        summaries.looks_the_same(path, cache.hash_of(path)) for path in changed
    )
    known = {path: cache.report(path) for path in cache.paths()}
    if same:
        outdated = {path for path, report in known.items() if report is not None and _leads_to(report, changed)}
        outdated |= cache.asking(changed)
    else:
        outdated = {path for path, report in known.items() if report is not None} | job.blocking
    cache.forget(outdated | changed)
    cache.join(job.index.fingerprint())
    return job


def _leads_to(report: FileReport, files: Collection[str]) -> bool:
    """True where a finding of the report names a line of one of the files, or a fix changes one."""
    return any(frame.path in files for finding in report.findings for frame in finding.chain) or any(
        part.path in files for fix in spanning(report) for part in fix.elsewhere
    )


def _reports(
    found: Discovery, job: Job, settings: Settings, read_at: int, advance: Callable[[int, int], None], at_once: int
) -> Iterator[FileReport]:
    """The reports on all files that have something to say, from the cache where nothing changed."""
    cache = _cache(job, settings) if settings.cache else None
    job = _joined(job, found, settings, read_at, cache)
    total, done = len(found.files), 0

    names: dict[str, str] = {}

    def by_path() -> dict[str, str]:
        names.update({os.path.abspath(path): path for path in found.files} if not names else {})
        return names

    def count(files: int) -> None:
        nonlocal done
        done += files
        advance(done, total)

    left: list[tuple[str, str]] = []
    stamps: dict[str, Stamp] = {}
    for path, stamp in zip(found.files, found.stamps, strict=True):
        known, report = cache.by_state(os.path.abspath(path), stamp) if cache is not None else (False, None)
        if known:
            done += 1
            if report is not None:
                yield named(replace(report, path=path), by_path)
        else:
            left.append((path, cache.hash_of(os.path.abspath(path)) if cache is not None else ""))
            stamps[path] = stamp
    for verdict in scan(left, job, settings.jobs, count, at_once):
        path, stamp = verdict.path, stamps[verdict.path]
        report = verdict.report
        if cache is not None and verdict.unchanged:
            report = cache.by_content(os.path.abspath(path), stamp, read_at)
        elif cache is not None and verdict.digest and not (report and report.failure):
            cache.put(os.path.abspath(path), stamp, read_at, verdict.digest, report, verdict.asked)
        if report is not None:
            yield named(replace(report, path=path), by_path)
    if cache is not None:
        cache.save()


def _cache(job: Job, settings: Settings) -> Cache:
    from asyncfix.run.cache import Cache, key_of

    parts = {
        "settings": settings.fingerprint(),
        "recipes": fingerprint(job.recipes),
        "known": repr(sorted(job.known)),
        "parse_all": repr(job.parse_all),
        "offload": job.offload,
    }
    return Cache(str(settings.root), key_of(parts))


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


def _written(results: Sequence[FileResult], request: RunRequest) -> tuple[list[FileResult], WriteResult]:
    """The results after writing what was accepted, and what the writer said."""
    from asyncfix.write.write_files import FileChange, write_run

    changes: dict[str, FileChange] = {}
    sources: dict[str, Source] = {}
    problems: dict[str, str] = {}
    together = groups({result.path: result.chosen for result in results})
    for result in results:
        if result.accepted:
            try:
                source, new = _made(result)
            except (EditError, UnreadableError) as error:
                problems[result.path] = str(error)
                continue
            sources[result.path] = source
            changes[result.path] = FileChange(result.path, source.digest, new, together.get(result.path, ""))
    for path, group in together.items():
        lost = next((one for one in sorted(problems) if together.get(one) == group), "")
        if lost and path in changes:
            del changes[path]
            problems[path] = f"goes together with {lost}, which can't be written"
    outcome = write_run(changes.values(), root=request.settings.root, journal=request.journal, command=request.command)
    problems.update((refused.path, refused.reason) for refused in outcome.refused)
    problems.update((path, "was not written: the run was interrupted") for path in outcome.left)
    written = {one.path for one in outcome.written}
    after = [_after(result, result.path in written, problems.get(result.path, ""), sources) for result in results]
    return after, outcome


def _made(result: FileResult) -> tuple[Source, bytes]:
    """The file, and its bytes with the accepted fixes made and checked together.

    Raises EditError where they can't be made together and UnreadableError where the file has changed.
    """
    from asyncfix.rewrite.verify import verification_error

    source = result.analysed()
    problem = verification_error(source, result.report, result.accepted)
    if problem:
        raise EditError(problem)
    return source, rendered(source, result.report, result.accepted).raw


def _after(result: FileResult, written: bool, refused: str, sources: dict[str, Source]) -> FileResult:
    if not written:
        return replace(result, refused=refused)
    outcomes = tuple(
        replace(one, state=FindingState.FIXED) if one.state is FindingState.FIXABLE else one for one in result.outcomes
    )
    source = sources[result.path]
    part = partial(_part_of, sources)
    return replace(result, outcomes=outcomes, written=True, source=lambda: source, part=part)


def _part_of(sources: dict[str, Source], part: OtherFilePart) -> Source:
    """Another file that a fix changes, as it was before it was written."""
    source = sources.get(part.path)
    return source if source is not None and source.digest == part.digest else load_part(part)


def _users(files: Sequence[str], settings: Settings) -> NameUsers:
    """The files of the project, listed or not, for questions about who uses their names."""
    return NameUsers(partial(_project_files, files, settings))


def _project_files(files: Sequence[str], settings: Settings) -> Iterator[str]:
    from asyncfix.inference.import_resolution import Modules

    paths = [os.path.abspath(path) for path in files]
    yield from paths
    yield from Modules(paths, _root(settings)).unlisted or ()


def _root(settings: Settings) -> str:
    """The root of the project, with a separator at its end; "" where that is the whole disk."""
    root = os.path.abspath(settings.root)
    return root + os.sep if root != os.sep else ""


def _warnings(found: Discovery, files: Iterable[FileResult], settings: Settings) -> tuple[str, ...]:
    """A sentence for each test that replaces what rewritten functions no longer call."""
    done = (FindingState.FIXED, FindingState.FIXABLE)
    made = [
        (file.path, outcome.finding, outcome.fix)
        for file in files
        for outcome in file.outcomes
        if outcome.state in done and outcome.fix is not None and outcome.fix.form is Form.NATIVE
    ]
    return tuple(warnings_of(made, _users(found.files, settings))) if made else ()


def _result(
    found: Discovery,
    results: Iterable[FileResult],
    outcome: WriteResult | None,
    settings: Settings,
    wrote: bool,
    elapsed: float,
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
        warnings=_warnings(found, files, settings),
        notes=tuple(f"{one.path}: {one.note}" for one in (outcome.written if outcome else ()) if one.note),
    )
