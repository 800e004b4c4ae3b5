"""What blocks by the catalogue or through the project's own functions: findings with their way to a thread."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from asyncfix.fixes import Finding, Fix, Safety
from asyncfix.imports.importer import Importer
from asyncfix.index.build import Index
from asyncfix.offload import Backend, Extraction, Region, extract
from asyncfix.plan.handlers import handler_fix
from asyncfix.plan.regions import Hop, Plan, Planner
from asyncfix.plan.related import is_elsewhere, related_prefix
from asyncfix.plan.sites import Coroutine, FileSites, Site
from asyncfix.recipe import Recipe
from asyncfix.semantics.flow import Kind
from asyncfix.semantics.hazards import hazards_of_await, hazards_of_thread
from asyncfix.semantics.kinds import Library
from asyncfix.semantics.libraries import doubt_about_library, library_at
from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import Path
from asyncfix.semantics.places import place_of
from asyncfix.semantics.tree import Tree


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and the path to the place."""

    finding: Finding
    path: Path


class Offloading:
    """Plans the coroutines of one file."""

    def __init__(
        self,
        tree: Tree,
        names: Names,
        importer: Importer,
        index: Index,
        recipes: Sequence[Recipe],
        offload: str,
    ) -> None:
        self.tree = tree
        self.names = names
        self.importer = importer
        self.index = index
        self.offload = offload
        self.recipes = {family: recipe for recipe in recipes for family in recipe.families}
        self.taken: set[str] = set()

    def found(self, claimed: Mapping[int, bool], silenced: Callable[[Path, Recipe, str], str]) -> Iterator[Found]:
        """The findings. `claimed` are calls of which other recipes speak: by id of the node, whether they have a fix.

        `silenced` tells the comment that silences a recipe at a place.
        """
        files = FileSites(self.tree, self.index)
        for coroutine in files.coroutines:
            coroutine.sites = [
                site
                for site in coroutine.sites
                if site.cause.row.family in self.recipes and not claimed.get(id(site.node))
            ]
            quiet = {id(site): self._silenced(site, silenced) for site in coroutine.sites}
            for site in coroutine.sites:
                if quiet[id(site)]:
                    yield self._finding(site, coroutine, suppressed=quiet[id(site)])
            coroutine.sites = [site for site in coroutine.sites if not quiet[id(site)]]
            if coroutine.sites:
                yield from self._planned(files, coroutine, claimed)

    def _silenced(self, site: Site, silenced: Callable[[Path, Recipe, str], str]) -> str:
        return silenced(site.path, self.recipes[site.cause.row.family], site.cause.row.name)

    def _planned(self, files: FileSites, coroutine: Coroutine, claimed: Mapping[int, bool]) -> Iterator[Found]:
        stays = frozenset(node for node, fixed in claimed.items() if fixed)
        backend = self._backend(coroutine)

        def extracted(region: Region, as_helper: bool, hint: str) -> Extraction | str:
            made = extract(
                self.tree,
                self.names,
                region,
                backend=backend,
                importer=self.importer,
                name_hint=hint,
                taken=self.taken,
                as_helper=as_helper,
            )
            return made if isinstance(made, Extraction) else made.reason

        def extraction(region: Region, as_helper: bool) -> Extraction | str:
            made = extracted(region, as_helper, "")
            if isinstance(made, Extraction) and _is_method(made):
                prefix = related_prefix(files, coroutine)
                while isinstance(made, Extraction) and (prefix or is_elsewhere(files, made.helper)):
                    self.taken.add(made.helper)
                    made, prefix = extracted(region, as_helper, f"{prefix}{made.helper}"), ""
            if isinstance(made, Extraction) and made.helper:
                self.taken.add(made.helper)
            return made

        plan = Planner(files, coroutine, stays, extraction).planned()
        handler = None
        if not any(id(node) in stays for node in ast.walk(coroutine.node)):
            handler = handler_fix(files, coroutine, self.recipes[coroutine.sites[0].cause.row.family].name)
        fixes = {id(site): self._fix(hop, backend) for hop in plan.hops for site in hop.sites}
        reported = {id(site) for site in _reported(plan)}
        for hop in plan.hops:
            for site in hop.sites:
                if id(site) in reported:
                    yield self._finding(site, coroutine, fixes=_ranked(fixes[id(site)], handler))
        for site, reason in plan.left:
            if reason:
                if handler is not None:
                    yield self._finding(site, coroutine, fixes=(handler,))
                else:
                    yield self._finding(site, coroutine, skip=reason)

    def _fix(self, hop: Hop, backend: Backend) -> Fix:
        made = hop.extraction
        path = hop.region.path
        hazards = (*hop.hazards, *made.hazards, *self._hazards(path, backend), *self._changes(hop.region))
        recipe = self.recipes[hop.sites[0].cause.row.family]
        return Fix(
            recipe=recipe.name,
            title=made.title,
            edits=made.edits,
            safety=Safety.REVIEW if hazards else Safety.SAFE,
            hazards=tuple(dict.fromkeys(hazards)),
            needs=made.needs,
            introduces=made.introduces,
            form=made.form,
        )

    def _hazards(self, path: Path, backend: Backend) -> tuple[str, ...]:
        place = place_of(path)
        doubt = doubt_about_library(self.tree, self.names, place)
        found = (*hazards_of_await(self.tree, self.names, path, place), *([doubt] if doubt else ()))
        if backend is Backend.ANYIO and not self.index.uses("anyio", "fastapi", "httpx", "starlette"):
            return (*found, "nothing in the project imports anyio so far, which now has to be installed")
        return found

    def _changes(self, region: Region) -> tuple[str, ...]:
        if region.is_expression:
            return ()
        return hazards_of_thread(self.tree, self.names, region.span(self.tree), place_of(region.path))

    def _backend(self, coroutine: Coroutine) -> Backend:
        if self.offload != "auto":
            return Backend(self.offload)
        first = (*coroutine.path, type(coroutine.path[-1])(coroutine.node.body[0], "body"))
        library = library_at(self.tree, self.names, first, place_of(first))
        if library in (Library.TRIO, Library.ANYIO):
            return Backend.ANYIO
        return Backend.STARLETTE if self.index.uses("starlette", "fastapi") else Backend.ASYNCIO

    def _finding(
        self, site: Site, coroutine: Coroutine, *, fixes: tuple[Fix, ...] = (), skip: str = "", suppressed: str = ""
    ) -> Found:
        recipe = self.recipes[site.cause.row.family]
        span = self.tree.span(site.node)
        position, end = self.tree.source.position(span.start), self.tree.source.position(span.end)
        row = site.cause.row
        finding = Finding(
            recipe=recipe.name,
            span=span,
            line=position[0],
            column=position[1],
            end_line=end[0],
            end_column=end[1],
            call=site.called,
            function=coroutine.function.name,
            message=_message(site),
            fixes=fixes,
            skip=skip,
            suppressed=suppressed,
            family=row.family.value,
            severity=row.severity.value,
            chain=site.cause.frames,
        )
        return Found(finding, site.path)


def _is_method(made: Extraction) -> bool:
    """True where the helper is a method."""
    return bool(made.helper) and any(f".{made.helper}" in edit.text for edit in made.edits)


def _reported(plan: Plan) -> Iterator[Site]:
    """The sites of the hops that are findings: the begin and end of a `with` are none beside a call in it."""
    for hop in plan.hops:
        calls = [site for site in hop.sites if site.event.kind not in (Kind.ENTER, Kind.LEAVE)]
        seen: set[int] = set()
        for site in calls or hop.sites[:1]:
            if id(site.node) not in seen:
                seen.add(id(site.node))
                yield site


def _ranked(fix: Fix, handler: Fix | None) -> tuple[Fix, ...]:
    """The ways there are, best first. A handler becomes `def` for all of its findings, or for none."""
    if handler is None:
        return (fix,)
    return (handler, fix) if handler.safety is Safety.SAFE else (fix, handler)


def _message(site: Site) -> str:
    cause = site.cause
    verb = {Kind.ENTER: "entering it", Kind.LEAVE: "leaving it", Kind.ITERATE: "iterating it"}.get(site.event.kind, "")
    what = f"{site.called}: {verb}" if verb else site.called
    if cause.function is not None:
        return f"{what} blocks the event loop through {cause.row.name}"
    return f"{what} blocks the event loop"
