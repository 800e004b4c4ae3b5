"""Runs a program, and tells all that can be told of the outcome."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import Mapping
from types import SimpleNamespace
from typing import NamedTuple


class Outcome(NamedTuple):
    """What can be told of one run."""

    end: list[object]  # what was returned or raised
    seen: list[object]
    box: list[object]
    total: object  # the global variable
    steps: int  # calls of `tick`


def outcome(namespace: Mapping[str, object], loop: asyncio.AbstractEventLoop, fails_at: int) -> Outcome:
    """What comes of `target(1, 2, box)` where the call of `tick` with that number fails (0: none does).

    `namespace` is that of the executed program.
    """
    world = SimpleNamespace(count=0, fails_at=fails_at, fuel=6, depth=0)
    space: dict[str, object] = dict(namespace)
    seen: list[object] = namespace["seen"]  # type: ignore[assignment]
    seen.clear()
    globals_of: dict[str, object] = namespace["target"].__globals__  # type: ignore[attr-defined]
    globals_of["world"], globals_of["TOTAL"] = world, 0
    box: list[object] = []
    show = space["show"]
    try:
        result = loop.run_until_complete(namespace["target"](1, 2, box))  # type: ignore[operator]
        end = ["returned", show(result)]  # type: ignore[operator]
    except Exception as error:
        end = ["raised", type(error).__name__, show(error)]  # type: ignore[operator]
    total = globals_of.get("TOTAL", "unbound")
    return Outcome(end, list(seen), list(box), show(total), world.count)  # type: ignore[operator]


def executed(text: str) -> dict[str, object]:
    """The names of a program after it has been executed."""
    namespace: dict[str, object] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(text, "<program>", "exec", dont_inherit=True), namespace)
    return namespace


def compiles(text: str) -> bool:
    """True where the program is one."""
    try:
        executed(text)
    except SyntaxError:
        return False
    return True
