"""Extractions for one coroutine, under names that nothing else of the file has."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.region import Region
from asyncfix.imports.importer import Importer
from asyncfix.offload.backends.base import Backend
from asyncfix.offload.backends.process import PROCESS
from asyncfix.offload.candidates.blocking_sites import BlockingSites, CoroutineSites
from asyncfix.offload.extract.extraction import Extraction, extract
from asyncfix.offload.planner.helper_name_clashes import is_elsewhere, related_prefix
from asyncfix.offload.planner.offload_plan import OffloadRegion
from asyncfix.syntax.node_id import NodeId, node_id


@dataclass(frozen=True, slots=True)
class Extractor:
    """Makes the extractions of a coroutine, for a way to a thread."""

    files: BlockingSites
    coroutine: CoroutineSites
    names: Names
    importer: Importer
    backend: Backend
    keep: frozenset[str]  # names whose values must outlive a helper
    taken: set[str]  # names of helpers of the file; those that are made are added

    def __call__(self, region: Region, as_helper: bool, blocking: Collection[NodeId]) -> Extraction | str:
        """The extraction of a region, or why it stays where it is."""
        made = self._extracted(region, as_helper, blocking, "")
        if isinstance(made, Extraction) and _is_method(made):
            prefix = related_prefix(self.files, self.coroutine)
            if prefix:
                made = self._extracted(region, as_helper, blocking, f"{prefix}{made.helper}")
            while isinstance(made, Extraction) and is_elsewhere(self.files, made.helper):
                self.taken.add(made.helper)
                made = self._extracted(region, as_helper, blocking, made.helper)
        if isinstance(made, Extraction) and made.helper:
            self.taken.add(made.helper)
        return made

    def _extracted(self, region: Region, as_helper: bool, blocking: Collection[NodeId], hint: str) -> Extraction | str:
        made = extract(
            self.files.tree,
            self.names,
            region,
            backend=self.backend,
            importer=self.importer,
            name_hint=hint,
            taken=self.taken,
            keep=self.keep,
            as_helper=as_helper,
            blocking=blocking,
        )
        return made if isinstance(made, Extraction) else made.reason

    def in_process(self, hop: OffloadRegion) -> Extraction | None:
        """The extraction of a region that goes to a thread for another process, where it can be sent there."""
        made = extract(
            self.files.tree,
            self.names,
            hop.region,
            backend=PROCESS,
            importer=self.importer,
            taken=self.taken - {hop.extraction.helper},  # the two are never made together
            blocking={node_id(site.node) for site in hop.sites},
        )
        if not isinstance(made, Extraction):
            return None
        self.taken.add(made.helper)
        return made


def _is_method(made: Extraction) -> bool:
    """True where the helper is a method."""
    return bool(made.helper) and any(f".{made.helper}" in edit.text for edit in made.edits)
