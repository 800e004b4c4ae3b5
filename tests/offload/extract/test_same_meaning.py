"""A coroutine does the same before and after a part of it has moved into a thread.

Coroutines put together at random lose a random region to a helper. Both are run, without a
failure and with one at every early step, and have to return the same, raise the same and leave the same behind.
"""

from __future__ import annotations

import ast
import asyncio
import random
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from asyncfix.files.text_edits import Edit
from asyncfix.offload.backends.threads.asyncio import BACKEND as ASYNCIO
from asyncfix.offload.backends.threads.executor import BACKEND as EXECUTOR
from asyncfix.offload.extract.extraction import Extraction
from tests.support.coroutine_programs import PRELUDE, program
from tests.support.effort import share
from tests.support.planning import Planner, regions
from tests.support.running import compiles, executed, outcome

GROUPS = 8
MOVED_IN_A_GROUP = share(260)
MOST_FAILURES = 12
BACKENDS = (ASYNCIO, EXECUTOR)


@pytest.fixture(name="loop")
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    yield loop
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


@pytest.mark.parametrize("group", range(GROUPS))
def test_moved_regions_keep_their_meaning(group: int, loop: asyncio.AbstractEventLoop) -> None:
    moved, refused, seed = 0, Counter[str](), group * 1_000_000 + sys.version_info.minor * 10_000
    while moved < MOVED_IN_A_GROUP:
        seed += 1
        assert sum(refused.values()) < 6 * MOVED_IN_A_GROUP, f"too much is refused: {refused.most_common(8)}"
        new = _moved(seed, refused)
        if new is not None:
            old, text = new
            _compare(seed, old, text, loop)
            moved += 1
    possible = sum(count for reason, count in refused.items() if reason != "obstacle")
    assert possible < moved, refused.most_common(8)


def _moved(seed: int, refused: Counter[str]) -> tuple[str, str] | None:
    """A program before and after; None where its region was refused, or it is no program."""
    text = program(seed)
    chooser = random.Random(seed)
    if not compiles(text):
        return None
    planner = Planner(text)
    function = planner.path(lambda node: isinstance(node, ast.AsyncFunctionDef) and node.name == "target")
    region = regions(planner, function, chooser)
    result = planner.extract(region, chooser.choice(BACKENDS), as_helper=chooser.random() < 0.8)
    if not isinstance(result, Extraction):
        refused["obstacle" if _is_obstacle(result.reason) else result.reason] += 1
        return None
    new = planner.applied([result])
    assert _outside(text, result.edits) == _outside_of_new(text, new, result.edits, planner, result)
    return text, new


def _is_obstacle(reason: str) -> bool:
    """True for what no extraction can move: it awaits, or jumps out."""
    return reason.startswith(("it waits", "it breaks off", "it declares", "it raises the error", "what it returns"))


def _outside(text: str, edits: tuple[Edit, ...]) -> list[str]:
    """What lies between the edits."""
    pieces, at = [], 0
    for edit in sorted(edits):
        pieces.append(text[at : edit.span.start])
        at = edit.span.end
    return [*pieces, text[at:]]


def _outside_of_new(old: str, new: str, edits: tuple[Edit, ...], planner: Planner, result: Extraction) -> list[str]:
    """The same of the new text, found from its end backwards: imports only add at the top."""
    pieces: list[str] = []
    at = len(new)
    end = len(old)
    for edit in sorted(edits, reverse=True):
        kept = old[edit.span.end : end]
        pieces.insert(0, new[at - len(kept) : at])
        at -= len(kept) + len(edit.text)
        assert new[at : at + len(edit.text)] == edit.text
        end = edit.span.start
    pieces.insert(0, new[max(0, at - end) : at] if not result.needs else old[:end])
    return pieces


def _compare(seed: int, old: str, new: str, loop: asyncio.AbstractEventLoop) -> None:
    before, after = executed(old), executed(new)
    steps = outcome(before, loop, 0).steps
    for fails_at in range(min(steps, MOST_FAILURES) + 1):
        first = outcome(before, loop, fails_at)
        second = outcome(after, loop, fails_at)
        assert first == second, (
            f"seed {seed}, failure at {fails_at}\n{old[len(PRELUDE) :]}\n--- becomes ---\n{new[len(PRELUDE) :]}"
        )
