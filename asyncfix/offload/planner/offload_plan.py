"""The plan for one coroutine: what leaves the event loop together, and what stays."""

from __future__ import annotations

from dataclasses import dataclass, field

from asyncfix.dataflow.region import Region
from asyncfix.offload.candidates.blocking_sites import BlockingSite
from asyncfix.offload.extract.extraction import Extraction
from asyncfix.offload.planner.managed_blocks import Managed


@dataclass(slots=True)
class OffloadRegion:
    """A region that leaves the loop, and the sites that it takes along."""

    region: Region
    extraction: Extraction
    sites: list[BlockingSite]
    hazards: tuple[str, ...] = ()


@dataclass(slots=True)
class OffloadPlan:
    """The plan for the sites of a coroutine."""

    hops: list[OffloadRegion] = field(default_factory=list)
    managed: list[Managed] = field(default_factory=list)
    left: list[tuple[BlockingSite, str]] = field(default_factory=list)  # with the reason
