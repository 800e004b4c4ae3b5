"""The reports on files: from the cache where nothing has changed that they depend on, else made anew."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from asyncfix.config.settings import Settings
from asyncfix.files.discover import Discovery, Stamp
from asyncfix.fixes import FileReport
from asyncfix.loading.registry import fingerprint
from asyncfix.rewrite.multi_file_fixes import named, spanning
from asyncfix.run.jobs import indexed, unlisted_state
from asyncfix.run.scan import FileVerdict, Job, scan

if TYPE_CHECKING:
    from asyncfix.run.cache import Cache


def _joined(job: Job, found: Discovery, settings: Settings, read_at: int, cache: Cache | None) -> Job:
    """The job with an index, if there is anything to find out; what may have changed is forgotten by the cache."""
    if not any(recipe.families for recipe in job.recipes):
        return job
    if cache is None:
        return indexed(job, found.files, settings)
    changed = cache.changed(found, read_at)
    if not changed:
        return job
    from asyncfix.run.summary_cache import Summaries

    summaries = Summaries(str(settings.root), settings.jobs, read_at, remember=True)
    job = indexed(job, found.files, settings, summaries)
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


def reports_on(
    found: Discovery, job: Job, settings: Settings, read_at: int, advance: Callable[[int, int], None], at_once: int
) -> Iterator[FileReport]:
    """The reports on all files that have something to say, from the cache where nothing changed."""
    cache = _cache(job, settings, found.files) if settings.cache else None
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
        report = _kept(cache, verdict, stamps[verdict.path], read_at)
        if report is not None:
            yield named(replace(report, path=verdict.path), by_path)
    if cache is not None:
        cache.save()


def _kept(cache: Cache | None, verdict: FileVerdict, stamp: Stamp, read_at: int) -> FileReport | None:
    """The report on a file that was read, which the cache keeps or has."""
    if cache is None:
        return verdict.report
    path, report = os.path.abspath(verdict.path), verdict.report
    if verdict.unchanged:
        return cache.by_content(path, stamp, read_at)
    if verdict.digest and not (report and report.failure):
        cache.put(path, stamp, read_at, verdict.digest, report, verdict.asked)
    return report


def _cache(job: Job, settings: Settings, files: Sequence[str]) -> Cache:
    from asyncfix.run.cache import Cache, key_of

    parts = {
        "settings": settings.fingerprint(),
        "recipes": fingerprint(job.recipes),
        "known": repr(sorted(job.known)),
        "parse_all": repr(job.parse_all),
        "offload": job.offload,
        "unlisted": unlisted_state(files, settings),
    }
    return Cache(str(settings.root), key_of(parts))
