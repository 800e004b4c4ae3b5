"""Runs to report on, made from a text and what to replace in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span, merged
from asyncfix.fixes import FileReport, Finding, Fix, ImportNeed, Safety
from asyncfix.report.model import FileResult, FindingState, RunOutcome, RunResult

POLLER = '''\
"""Polls the sensors."""

import logging
import time

log = logging.getLogger(__name__)


class Poller:
    def __init__(self, sensors, delay):
        self.sensors = sensors
        self.delay = delay

    async def run(self):
        while self.sensors:
            for sensor in self.sensors:
                log.info("read %s", sensor)
            time.sleep(self.delay)
            self.rotate()

    async def settle(self):
        return [(time.sleep(0.1), sensor.value)[1] for sensor in self.sensors]

    async def total(self):
        return sum(time.sleep(0.1) or sensor.value for sensor in self.sensors)
'''


def finding(text: str, old: str, *, nth: int = 1, recipe: str = "blocking-sleep", **fields: Any) -> Finding:
    """A finding at the nth place of `old` in the text."""
    at = -1
    for _ in range(nth):
        at = text.index(old, at + 1)
    source = Source(text.encode())
    line, column = source.position(at)
    end_line, end_column = source.position(at + len(old))
    values: dict[str, Any] = {
        "recipe": recipe,
        "span": Span(at, at + len(old)),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "call": "time.sleep",
        "function": "Poller.run",
        "message": "time.sleep() stops the event loop",
    }
    return Finding(**{**values, **fields})


def fix(text: str, old: str, new: str, *, nth: int = 1, needs: str = "", **fields: Any) -> Fix:
    """A fix that replaces the nth `old`, and puts the line `import <needs>` in front of the first import."""
    span = finding(text, old, nth=nth).span
    line = Edit(Span(text.index("import "), text.index("import ")), f"import {needs}\n") if needs else None
    values: dict[str, Any] = {
        "recipe": "blocking-sleep",
        "title": "Sleep without stopping the event loop",
        "edits": (Edit(span, new),),
        "needs": (ImportNeed(needs, needs, line),) if needs else (),
    }
    return Fix(**{**values, **fields})


def result(path: str, text: str, *outcomes: RunOutcome, raw: bytes | None = None, **fields: Any) -> FileResult:
    """A file whose fixes make their own edits and insert the imports that they need."""
    source = Source(text.encode() if raw is None else raw, path)
    report = FileReport(path, source.digest, tuple(outcome.finding for outcome in outcomes))

    def edits(fixes: Sequence[Fix]) -> list[Edit]:
        imports = [need.statement for fix in fixes for need in fix.needs if need.statement]
        return merged([*imports, *(edit for fix in fixes for edit in fix.edits)])

    return FileResult(path, report, outcomes, lambda: source, edits, **fields)


def poller(path: str = "app/poller.py", made: FindingState = FindingState.FIXABLE, **fields: Any) -> FileResult:
    """A file with one finding of each kind."""
    call = "time.sleep(self.delay)"
    safe = fix(POLLER, call, "await asyncio.sleep(self.delay)", needs="asyncio")
    review = fix(
        POLLER,
        "time.sleep(0.1)",
        "await asyncio.sleep(0.1)",
        needs="asyncio",
        safety=Safety.REVIEW,
        hazards=("Other tasks may change self.sensors while it waits.",),
    )
    settle = finding(POLLER, "time.sleep(0.1)", function="Poller.settle")
    total = finding(POLLER, "time.sleep(0.1)", nth=2, function="Poller.total")
    silenced = finding(POLLER, "log.info", function="Poller.run", suppressed="# asyncfix: skip")
    return result(
        path,
        POLLER,
        RunOutcome(silenced, FindingState.SUPPRESSED),
        RunOutcome(finding(POLLER, call), made, safe),
        RunOutcome(settle, FindingState.REVIEW, review),
        RunOutcome(total, FindingState.SKIPPED, reason="inside a generator expression, which can't await"),
        **fields,
    )


def run(*files: FileResult, **fields: Any) -> RunResult:
    """A run over these files and a few clean ones."""
    values: dict[str, Any] = {"scanned": len(files) + 10, "changed": len(files), "elapsed": 0.25}
    return RunResult(files, **{**values, **fields})
