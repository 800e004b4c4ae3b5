"""The begin and the end of a `with` block that can't go to a thread as a whole."""

from __future__ import annotations

import ast

from asyncfix.catalogue import Argument, Family
from asyncfix.effects.table import Effect, sentence
from asyncfix.inference.events import EventKind
from asyncfix.inference.symbolic import Name, ResultOf
from asyncfix.offload.candidates.blocking_sites import BlockingSite, BlockingSites
from asyncfix.offload.planner import skip_reasons
from asyncfix.offload.planner.barriers import contains_suspension


def edge_reason(files: BlockingSites, site: BlockingSite, refused: str) -> str:
    """The reason for which the begin or the end of a block stays on the loop; "" where that is hardly worth a word.

    `refused` is why the block does not go as a whole; "" where it awaits.
    """
    not_whole = f"{skip_reasons.NOT_WHOLE}: {refused or 'it awaits'}"
    if site.event.kind is EventKind.LEAVE and site.cause.function is None and _is_handle(files, site):
        return f"{skip_reasons.FLUSHED}, {not_whole}" if _is_written(files, site) else ""
    is_lock = site.cause.row.is_lock
    if is_lock and not _is_held_while_waiting(site):
        return skip_reasons.HELD_SHORTLY
    if is_lock:
        return sentence(Effect.LOCK_KEPT)
    what = "entering" if site.event.kind is EventKind.ENTER else "leaving"
    return f"{what} the `with` block blocks, {not_whole}"


def _is_handle(files: BlockingSites, site: BlockingSite) -> bool:
    """True for an open file, which is closed quickly unless something is left to be written."""
    row = site.cause.row
    return row.family is Family.FILE and files.index.project.catalogue.member(row.owner, "close") is not None


def _is_written(files: BlockingSites, site: BlockingSite) -> bool:
    """True for a file that is opened for writing."""
    value = site.event.value
    if not isinstance(value, ResultOf):
        return False
    position = 1 if isinstance(value.of, Name) else 0  # of `open(path, mode)`, of `path.open(mode)`
    mode = Argument("mode", position, modes="wax+")
    return bool(files.index.project.held((mode,), value.given, files.file))


def _is_held_while_waiting(site: BlockingSite) -> bool:
    statement = next(step.node for step in reversed(site.path) if isinstance(step.node, ast.stmt))
    return contains_suspension(statement)
