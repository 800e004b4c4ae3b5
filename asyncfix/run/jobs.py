"""The job of a run: the recipes, the way to a thread, and the index of the project."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from asyncfix.callgraph.name_users import NameUsers
from asyncfix.catalogue import NO_ROWS, catalogue_with
from asyncfix.config.settings import Settings
from asyncfix.files.discover import stamp_of
from asyncfix.files.requirements import declared
from asyncfix.loading.registry import load
from asyncfix.offload.backends import backend_registry
from asyncfix.recipe import Recipe
from asyncfix.run.scan import Job, no_collection, processes

if TYPE_CHECKING:
    from asyncfix.callgraph.project_index import Index
    from asyncfix.inference.summarise import Reader
    from asyncfix.recipe import Recipe
    from asyncfix.run.summary_cache import Summaries


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


def _way(settings: Settings, files: Sequence[str]) -> str:
    """The way to a thread; where the project does without Starlette, only files that import it may."""
    if settings.offload != backend_registry.AUTO or not files:
        return settings.offload
    folders = {os.path.dirname(os.path.abspath(path)) for path in files}
    needed = declared(Path(os.path.commonpath(folders)))
    is_open = needed is None or backend_registry.is_declared(needed)
    return backend_registry.AUTO if is_open else backend_registry.ONLY_IMPORTED


def job_for(
    chosen: tuple[Recipe, ...], recipes: Sequence[Recipe], settings: Settings, files: Sequence[str], parse_all: bool
) -> Job:
    """The job for files: `chosen` are the recipes to run, `recipes` all that there are."""
    return Job(
        chosen,
        frozenset(recipe.name for recipe in recipes),
        parse_all,
        settings.catalogue,
        settings.options,
        hash_all=settings.cache,
        offload=_way(settings, files),
        offload_paths=settings.offload_paths,
        severity=settings.severity,
        root=str(settings.root),
    )


def indexed(job: Job, files: Sequence[str], settings: Settings, summaries: Summaries | None = None) -> Job:
    """The job with the index of the project, where a recipe asks for one."""
    if not any(recipe.families for recipe in job.recipes):
        return job
    index = index_of_files(files, settings, summaries)
    return replace(job, index=index, blocking=index.blocking_files())


def index_of_files(files: Sequence[str], settings: Settings, summaries: Summaries | None = None) -> Index:
    """The index of a project. Summaries that are given are kept for the next run."""
    from asyncfix.callgraph.project_index import build
    from asyncfix.inference.import_resolution import Modules

    paths = [os.path.abspath(path) for path in files]
    with no_collection(), _reader(settings, len(paths), summaries) as reader:
        modules = Modules(paths, _root(settings))
        index = build(paths, modules, reader.summarise, catalogue_with(settings.catalogue), reader.begin)
    if summaries is not None:
        summaries.save(paths)
    return index


def users_of(files: Sequence[str], settings: Settings) -> NameUsers:
    """Answers about who uses the names of the files, over the whole project, listed or not."""
    return NameUsers(partial(_project_files, files, settings))


def unlisted_state(files: Sequence[str], settings: Settings) -> str:
    """A text that changes with the files of the project that are not listed, which reports may depend on as well."""
    stamps = ((path, *stamp_of(path)) for path in _unlisted(files, settings))
    return blake2b(repr(list(stamps)).encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _project_files(files: Sequence[str], settings: Settings) -> Iterator[str]:
    yield from files
    yield from map(os.path.relpath, _unlisted(files, settings))


def _unlisted(files: Sequence[str], settings: Settings) -> Sequence[str]:
    from asyncfix.inference.import_resolution import Modules

    return Modules(map(os.path.abspath, files), _root(settings)).unlisted or ()


def _root(settings: Settings) -> str:
    """The root of the project, with a separator at its end; "" where that is the whole disk."""
    root = os.path.abspath(settings.root)
    return root + os.sep if root != os.sep else ""


def _reader(settings: Settings, files: int, summaries: Summaries | None) -> Reader | Summaries:
    """What reads files for the index."""
    if summaries is not None:
        return summaries
    if processes(files, settings.jobs) == 1:
        from asyncfix.inference.summarise import Reader

        return Reader()
    from asyncfix.run.summary_cache import Summaries  # with pickle and the cache behind it: not for small runs

    return Summaries(str(settings.root), settings.jobs, 0, remember=False)
