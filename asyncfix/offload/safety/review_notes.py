"""What a reviewer should know of a region that goes to a thread."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asyncfix.catalogue.state_effects import StateEffect, effects_of
from asyncfix.effects import of_regions
from asyncfix.effects.of_functions import Effect
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites, CoroutineSites
from asyncfix.offload.planner import skip_reasons
from asyncfix.offload.safety import transactions
from asyncfix.offload.safety.affinity_check import AffinityCheck
from asyncfix.offload.safety.co_moved_calls import CoMovedCalls
from asyncfix.offload.safety.lazy_loading import lazy_site
from asyncfix.offload.safety.not_offloadable import waits_on
from asyncfix.syntax.node_path import NodePath


@dataclass(frozen=True, slots=True)
class RegionReview:
    """A region: its nodes, and what blocks in it."""

    files: BlockingSites
    coroutine: CoroutineSites
    bound: AffinityCheck
    roots: Sequence[ast.AST]
    sites: Sequence[BlockingSite]

    def hazards(self, beside: CoMovedCalls, outputs: Sequence[str], path: NodePath) -> tuple[str, ...]:
        """What may happen, as sentences. `beside` is what runs in it as well, `outputs` what it hands back."""
        told = [
            *self._unknown(beside),
            *self._of_sites(outputs, path),
            *of_regions.hazards(self.files, self.coroutine, self.roots),
            self.bound.other_session(self.roots, self.sites),
            transactions.hazard(self.files, self.coroutine, self.roots, path),
        ]
        return tuple(one for one in told if one)

    def _unknown(self, beside: CoMovedCalls) -> Iterator[str]:
        if beside.unseen:
            shown = ", ".join(f"`{one}`" for one in beside.unseen[:3])
            more = f" and {len(beside.unseen) - 3} more" if len(beside.unseen) > 3 else ""
            yield f"{shown}{more} will run in the thread as well, and what it does there is not known"
        blocking = self.files.index.blocking
        for site in self.sites:
            name = next(filter(None, (blocking.needs(one, Effect.UNSEEN) for one in site.cause.functions)), "")
            if name:
                yield f"`{site.called}` leads to `{name}`, and what that does in a thread is not known"
                break
        if any(
            StateEffect.IMPORTS in effects_of(site.cause.row.name) and site.cause.function is None
            for site in self.sites
        ):
            yield "the code of the module runs in the thread as well, and what it does there is not known"

    def _of_sites(self, outputs: Sequence[str], path: NodePath) -> Iterator[str]:
        """What is told of what blocks."""
        if isinstance(self.roots[0], ast.Attribute) and not isinstance(path[-2].node, ast.stmt):
            yield skip_reasons.PROPERTY
        if any(waits_on(site.cause.row, site.event.given) for site in self.sites):
            yield skip_reasons.WAITS_ON
        if any(site.cause.row.name.endswith("Queue.put") for site in self.sites):
            yield "it waits only where the queue has a maximum size and is full; else the thread is not needed"
        lazy = lazy_site(self.sites, self.roots, outputs)
        if lazy is not None:
            given = f"what `{lazy.cause.row.name}` returns"
            yield f"{given} may load more from the database when an attribute is read later"
