"""Whether a region uses a database that may be in memory, where another thread has another one."""

from __future__ import annotations

import os
from collections.abc import Iterable

from asyncfix.catalogue.sqlite_in_memory import keeps_connections
from asyncfix.effects.table import Effect, sentence
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites


def memory_hazard(files: BlockingSites, sites: Iterable[BlockingSite]) -> str:
    """What happens to such a database that the sites may use, with where the project names it; "" for nothing."""
    if not any(keeps_connections(name) for site in sites for name in _rows(files, site)):
        return ""
    found = next(iter(files.index.memory_databases), None)
    if found is None:
        return ""
    effect = Effect.ONE_CONNECTION if found.is_shared else Effect.IN_MEMORY
    shown = os.path.relpath(found.path, os.path.dirname(files.file))
    return sentence(effect, place=f"{shown}:{found.line}")


def _rows(files: BlockingSites, site: BlockingSite) -> Iterable[str]:
    """The names of the rows that a site leads to."""
    yield site.cause.row.name
    blocking = files.index.blocking
    for function in site.cause.functions:
        for one in blocking.reached(function):
            if one in blocking.links:
                yield blocking.links[one].row.name
