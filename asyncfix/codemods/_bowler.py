"""Bowler's queries as codemods, and its explorer."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from difflib import unified_diff
from typing import Any

from bowler.helpers import filename_endswith, print_selector_pattern, print_tree
from bowler.query import Query

from asyncfix.codemods._steps import FixerCodemod
from asyncfix.codemods.protocol import CodemodFailure
from asyncfix.matching import Node


class QueryCodemod(FixerCodemod):
    """A Bowler query. Its paths and its way to write are left aside: which files, and what is written, others say."""

    def __init__(self, query: Any) -> None:
        for transform in query.transforms:
            transform.callbacks[:] = [
                one for one in transform.callbacks if one not in (print_tree, print_selector_pattern)
            ]
            if transform.fixer is not None:
                transform.fixer = _without_arguments(transform.fixer)
        super().__init__(query.compile())
        self.matcher = query.filename_matcher or filename_endswith([".py", ".pyi"])
        self.processors = tuple(query.processors)

    def concerns(self, path: str) -> bool:
        return bool(self.matcher(path))

    def accepts(self, path: str, old: str, new: str) -> bool:
        """False where a callback of `process` gives False for a hunk of the change."""
        lines = list(unified_diff(old.splitlines(), new.splitlines(), path, path, lineterm=""))
        starts = [number for number, line in enumerate(lines) if line.startswith("@@")]
        hunks = [[*lines[:2], *lines[a:b]] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
        try:
            answers = [process(path, hunk) for hunk in hunks for process in self.processors]
        except (Exception, SystemExit) as error:  # the callbacks are the user's code
            raise CodemodFailure(0, 0, f"{type(error).__name__}: {error}") from error
        return all(answer is not False for answer in answers)


def _without_arguments(fixer: type[Any]) -> type[Any]:
    """The fixer, made as Bowler makes it: without options and log."""

    class Ready(fixer):  # type: ignore[misc]
        def __init__(self, options: object = None, log: list[str] | None = None) -> None:
            super().__init__(options or {}, [] if log is None else log)
            self.first_log = True

    Ready.__name__ = fixer.__name__
    return Ready


@contextmanager
def recorded() -> Iterator[list[Any]]:
    """Queries that are executed in the block are noted down, once each, and not run."""
    found: list[Any] = []

    def execute(query: Any, **options: Any) -> Any:
        if not any(one is query for one in found):
            found.append(query)
        query.filename_matcher = options.get("filename_matcher") or query.filename_matcher
        query.retcode = 0
        return query

    original = Query.execute
    Query.execute = execute
    try:
        yield found
    finally:
        Query.execute = original


def queries(values: Sequence[object]) -> list[Any]:
    """Those of the values that are queries with something to do."""
    return [value for value in values if isinstance(value, Query) and value.transforms]


def selector(node: Node) -> str:
    """Bowler's selector pattern for exactly this node."""
    shown = io.StringIO()
    with redirect_stdout(shown):
        print_selector_pattern(node)
    return " ".join(shown.getvalue().split())
