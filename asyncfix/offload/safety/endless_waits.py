"""Blocking calls that may never return."""

from __future__ import annotations

from asyncfix.effects.waits import waits_for_ever
from asyncfix.offload.candidates.blocking_sites import BlockingSite


def is_endless_wait(site: BlockingSite) -> bool:
    """True for a call, made by the coroutine itself, that may wait for ever."""
    return site.cause.function is None and waits_for_ever(site.cause.row, site.event.given, site.event.value)
