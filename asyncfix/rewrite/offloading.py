"""Findings by the catalogue or through the project's own functions, with their way to a thread."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from asyncfix.binding.async_library import doubt_about_library, library_at
from asyncfix.binding.context_kinds import Library
from asyncfix.binding.execution_context import place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.effects.atomicity import merged
from asyncfix.effects.interference import hazards_of_await
from asyncfix.effects.table import Effect, sentence
from asyncfix.fixes import Finding, Fix, Safety
from asyncfix.imports.importer import Importer
from asyncfix.inference.events import EventKind
from asyncfix.offload.backends import backend_registry
from asyncfix.offload.backends.base import Backend, Surroundings
from asyncfix.offload.backends.process import PROCESS
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites, CoroutineSites, is_left
from asyncfix.offload.extract.extraction import Extraction
from asyncfix.offload.planner import skip_reasons
from asyncfix.offload.planner.offload_plan import OffloadPlan, OffloadRegion
from asyncfix.offload.planner.planner import Planner
from asyncfix.offload.planner.web_handlers import handler_fix
from asyncfix.offload.safety.cancellation import hazard
from asyncfix.offload.safety.object_finalizers import finalised_names
from asyncfix.recipe import Recipe
from asyncfix.rewrite.context_manager_fix import entering
from asyncfix.rewrite.extractor import Extractor
from asyncfix.rewrite.iteration_fix import stepping
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import NodePath, below


@dataclass(frozen=True, slots=True)
class Found:
    """A finding, and the path to the place."""

    finding: Finding
    path: NodePath
    imported: tuple[NodePath, ...] = ()  # references to imports that may go with those that its fixes use up


_OTHER_LOOP = "the event loop here is neither asyncio's nor trio's, and how it waits for a thread is not known"


class Offloading:
    """Plans the coroutines of one file."""

    def __init__(
        self, files: BlockingSites, names: Names, importer: Importer, recipes: Sequence[Recipe], offload: str
    ) -> None:
        self.files = files
        self._sites = {coroutine: coroutine.sites for coroutine in files.coroutines}
        self.tree = files.tree
        files.index.interplay.know(files.tree)
        self.names = names
        self.importer = importer
        self.index = files.index
        self.offload = offload
        self.recipes = {family: recipe for recipe in recipes for family in recipe.families}
        self.taken: set[str] = set()

    def found(
        self,
        claimed: Mapping[NodeId, bool],
        silenced: Callable[[NodePath, Recipe, str], str],
        only: frozenset[NodeId] | None = None,
    ) -> Iterator[Found]:
        """The findings. `claimed` are calls of which other recipes speak: by id of the node, whether they have a fix.

        `silenced` tells the comment that silences a recipe at a place. With `only`, the findings at these nodes.
        """
        for coroutine in self.files.coroutines:
            coroutine.sites = [
                site
                for site in self._sites[coroutine]
                if site.cause.row.family in self.recipes
                and is_left(site, claimed)
                and (only is None or node_id(site.node) in only)
            ]
            quiet = {site: self._silenced(site, silenced) for site in coroutine.sites}
            for site in coroutine.sites:
                if quiet[site]:
                    yield self._finding(site, coroutine, suppressed=quiet[site])
            coroutine.sites = [site for site in coroutine.sites if not quiet[site]]
            if coroutine.sites:
                yield from self._planned(coroutine, claimed)

    def _silenced(self, site: BlockingSite, silenced: Callable[[NodePath, Recipe, str], str]) -> str:
        return silenced(site.path, self.recipes[site.cause.row.family], site.cause.row.name)

    def _planned(self, coroutine: CoroutineSites, claimed: Mapping[NodeId, bool]) -> Iterator[Found]:
        if self._library(coroutine) is Library.OTHER:
            for site in coroutine.sites:
                yield self._finding(site, coroutine, skip=_OTHER_LOOP)
            return
        files, backend = self.files, self._backend(coroutine)
        stays = frozenset(node for node, fixed in claimed.items() if fixed)
        keep = finalised_names(files, coroutine)
        extractor = Extractor(files, coroutine, self.names, self.importer, backend, keep, self.taken)
        plan = Planner(files, coroutine, stays, extractor).planned()
        handler = None
        if not any(node_id(node) in stays for node in below(coroutine.node)):
            handler = handler_fix(files, coroutine, self.recipes[coroutine.sites[0].cause.row.family].name)
        fixes: dict[BlockingSite, tuple[Fix, ...]] = {}
        for hop in plan.hops:
            fixes.update(dict.fromkeys(hop.sites, self._ways(hop, coroutine, extractor)))
        for block in plan.managed:
            entered = entering(files, self.names, self.importer, self.recipes, block, backend, self._hazards)
            fixes.update((site, entered) for site, _ in block.left if entered)
        is_first = handler is not None and (
            handler.safety is Safety.SAFE or all(fix.safety is Safety.REVIEW for ways in fixes.values() for fix in ways)
        )
        for site, imported in _fixed(plan, fixes):
            found = self._finding(site, coroutine, fixes=_ranked(fixes[site], handler, is_first))
            yield replace(found, imported=imported)
        for site, reason in _left(plan, fixes):
            if reason:
                instead = handler if is_first or not fixes else None
                yield self._stayed(site, coroutine, reason, backend, handler, instead)

    def _stayed(
        self,
        site: BlockingSite,
        coroutine: CoroutineSites,
        reason: str,
        backend: Backend,
        handler: Fix | None,
        instead: Fix | None,
    ) -> Found:
        """The finding at a site that goes to no thread; `instead` is the fix that makes the handler a `def`."""
        steps = None
        if reason == skip_reasons.ITERATED:
            recipe = self.recipes[site.cause.row.family]
            steps = stepping(self.files, self.importer, recipe, site, backend, self._hazards(site.path, backend))
        if fix := steps or instead:
            return self._finding(site, coroutine, fixes=(fix,))
        also = "; a plain `def`, the other way for the calls beside it, would move it as well" if handler else ""
        return self._finding(site, coroutine, skip=reason + also)

    def _ways(self, hop: OffloadRegion, coroutine: CoroutineSites, extractor: Extractor) -> tuple[Fix, ...]:
        """The fixes that make the hop, best first: computing goes to another process where it can be sent there.

        The pool of processes belongs to asyncio, so what runs on trio, or on either, goes to a thread.
        """
        backend = extractor.backend
        thread = self._fix(hop, coroutine, hop.extraction, backend)
        rows = [site.cause.row for site in hop.sites]
        processes = all(self.recipes[row.family].processes and row.picklable for row in rows)
        if not processes or not backend.has_process_pool or any(site.cause.function is not None for site in hop.sites):
            return (thread,)
        made = extractor.in_process(hop)
        if made is None:
            return (thread,)
        hazards = (*thread.hazards, sentence(Effect.GIL))
        return self._fix(hop, coroutine, made, PROCESS), replace(thread, safety=Safety.REVIEW, hazards=hazards)

    def _fix(self, hop: OffloadRegion, coroutine: CoroutineSites, made: Extraction, backend: Backend) -> Fix:
        path = hop.region.path
        cancelled = hazard(hop.region, backend, [site.cause.row.name for site in hop.sites])
        inside = {node_id(node) for root in hop.region.roots for node in below(root)}
        if not made.helper and isinstance(hop.region.node, ast.Call):
            inside = {node_id(hop.region.node)}  # its arguments are evaluated before
        broken = self.index.interplay.hazards(coroutine.function, self.files.file, inside)
        told = (*hop.hazards, *made.hazards, *([cancelled] if cancelled else ()), *self._hazards_there(path, backend))
        hazards = merged(told, broken)
        recipe = self.recipes[hop.sites[0].cause.row.family]
        return Fix(
            recipe=recipe.name,
            title=made.title,
            edits=made.edits,
            safety=Safety.REVIEW if hazards else Safety.SAFE,
            hazards=tuple(dict.fromkeys(hazards)),
            needs=made.needs,
            uses_up=made.uses_up,
            introduces=made.introduces,
            form=made.form,
        )

    def _hazards(self, path: NodePath, backend: Backend) -> tuple[str, ...]:
        """What a new await at the end of the path allows to happen."""
        broken = self.index.interplay.of_await(self.tree, path, place_of(path))
        return merged(self._hazards_there(path, backend), broken)

    def _hazards_there(self, path: NodePath, backend: Backend) -> tuple[str, ...]:
        place = place_of(path)
        doubt = doubt_about_library(self.tree, self.names, place)
        found = (*hazards_of_await(self.tree, self.names, path, place), *([doubt] if doubt else ()))
        missing = backend.missing(self.index.uses)
        return (*found, missing) if missing else found

    def _backend(self, coroutine: CoroutineSites) -> Backend:
        around = Surroundings(
            self._library(coroutine),
            self.tree.source.text,
            self.index.uses,
            only_imported=self.offload == backend_registry.ONLY_IMPORTED,
        )
        return backend_registry.choose(self.offload, around)

    def _library(self, coroutine: CoroutineSites) -> Library:
        first = (*coroutine.path, type(coroutine.path[-1])(coroutine.node.body[0], "body"))
        return library_at(self.tree, self.names, first, place_of(first))

    def _finding(
        self,
        site: BlockingSite,
        coroutine: CoroutineSites,
        *,
        fixes: tuple[Fix, ...] = (),
        skip: str = "",
        suppressed: str = "",
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


def _reported(plan: OffloadPlan) -> Iterator[BlockingSite]:
    """The sites of the hops that are findings: the begin and end of a `with` are none beside a call in it."""
    for hop in plan.hops:
        calls = [site for site in hop.sites if site.event.kind not in (EventKind.ENTER, EventKind.LEAVE)]
        seen: set[NodeId] = set()
        for site in calls or hop.sites[:1]:
            if node_id(site.node) not in seen:
                seen.add(node_id(site.node))
                yield site


def _fixed(
    plan: OffloadPlan, fixes: Mapping[BlockingSite, tuple[Fix, ...]]
) -> Iterator[tuple[BlockingSite, tuple[NodePath, ...]]]:
    """The sites that have fixes, with references to imports that go with these.

    Of what blocks at the begin or the end of a `with` block that goes to threads, one for each manager.
    """
    reported = frozenset(_reported(plan))
    for hop in plan.hops:
        yield from ((site, hop.extraction.imported) for site in hop.sites if site in reported)
    for block in plan.managed:
        first = {node_id(site.node): site for site, reason in reversed(block.left) if reason}
        yield from ((site, ()) for site, _ in block.left if first.get(node_id(site.node)) is site and site in fixes)


def _left(plan: OffloadPlan, fixes: Mapping[BlockingSite, tuple[Fix, ...]]) -> Iterator[tuple[BlockingSite, str]]:
    """What nothing was found for, with the reason."""
    yield from plan.left
    for block in plan.managed:
        yield from (entry for entry in block.left if entry[0] not in fixes)


def _ranked(fixes: tuple[Fix, ...], handler: Fix | None, is_first: bool) -> tuple[Fix, ...]:
    """The ways there are, best first. A handler becomes `def` for all of its findings, or for none."""
    if handler is None:
        return fixes
    return (handler, *fixes) if is_first else (*fixes, handler)


def _message(site: BlockingSite) -> str:
    cause = site.cause
    verb = {EventKind.ENTER: "entering it", EventKind.LEAVE: "leaving it", EventKind.ITERATE: "iterating it"}.get(
        site.event.kind, ""
    )
    what = f"{site.called}: {verb}" if verb else site.called
    if cause.function is not None:
        return f"{what} blocks the event loop through {cause.row.name}"
    return f"{what} blocks the event loop"
