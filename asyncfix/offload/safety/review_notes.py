"""Sentences for the reviewer of a region that goes to a thread."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asyncfix.catalogue.state_effects import StateEffect, effects_of
from asyncfix.effects import of_regions
from asyncfix.effects.table import Effect, sentence
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites, CoroutineSites
from asyncfix.offload.safety import transactions
from asyncfix.offload.safety.affinity_check import AffinityCheck
from asyncfix.offload.safety.co_moved_calls import CoMovedCalls
from asyncfix.offload.safety.endless_waits import is_endless_wait
from asyncfix.offload.safety.lazy_loading import lazy_site
from asyncfix.offload.safety.memory_access import memory_hazard
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
        """Sentences on what may happen. `beside` is what runs in it as well, `outputs` what it hands back."""
        told = [
            *self._unknown(beside),
            *self._of_sites(outputs, path),
            *of_regions.hazards(self.files, self.coroutine, self.roots),
            self.bound.other_session(self.roots, self.sites),
            transactions.hazard(self.files, self.coroutine, self.roots, path),
            memory_hazard(self.files, self.sites),
        ]
        return tuple(one for one in told if one)

    def _unknown(self, beside: CoMovedCalls) -> Iterator[str]:
        if beside.unseen:
            shown = ", ".join(f"`{one}`" for one in beside.unseen[:3])
            more = f" and {len(beside.unseen) - 3} more" if len(beside.unseen) > 3 else ""
            yield sentence(Effect.UNSEEN, calls=f"{shown}{more} {'do' if len(beside.unseen) > 1 else 'does'}")
        blocking = self.files.index.blocking
        for site in self.sites:
            name = next(filter(None, (blocking.needs(one, Effect.UNSEEN) for one in site.cause.functions)), "")
            if name:
                yield sentence(Effect.UNSEEN_BELOW, function=site.called, name=name)
                break
        if any(
            StateEffect.IMPORTS in effects_of(site.cause.row.name) and site.cause.function is None
            for site in self.sites
        ):
            yield sentence(Effect.UNSEEN_MODULE)

    def _of_sites(self, outputs: Sequence[str], path: NodePath) -> Iterator[str]:
        """What is told of what blocks."""
        if isinstance(self.roots[0], ast.Attribute) and not isinstance(path[-2].node, ast.stmt):
            yield sentence(Effect.PROPERTY)
        if any(is_endless_wait(site) for site in self.sites):
            yield sentence(Effect.WAITS_ON)
        if any(site.cause.row.name.endswith("Queue.put") for site in self.sites):
            yield sentence(Effect.QUEUE_FULL)
        lazy = lazy_site(self.sites, self.roots, outputs)
        if lazy is not None:
            yield sentence(Effect.LAZY, name=lazy.cause.row.name)
