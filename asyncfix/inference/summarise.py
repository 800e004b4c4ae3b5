"""From files to summaries, in this process."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.inference.eval_functions import FileFlow
from asyncfix.inference.module_summary import FileSummary, summarised
from asyncfix.syntax.parse import parse


def has_coroutines(raw: bytes) -> bool:
    """False for a file in which no coroutine is defined."""
    return b"async" in raw


def read_summary(raw: bytes, path: str) -> FileSummary | None:
    """The summary of a file of these bytes; None where it can't be parsed."""
    try:
        source = Source(raw, path)
        return summarised(FileFlow(parse(source), has_globals="global" in source.text), path)
    except (UnreadableError, RecursionError, ValueError):
        return None


class Reader:
    """Reads files as `index.build` asks for them."""

    def __init__(self) -> None:
        self._asked = False

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing is left open."""

    def begin(self, wanted: Collection[str]) -> None:
        """Nothing is read before it is asked for."""

    def summarise(self, wanted: Sequence[str]) -> dict[str, FileSummary | None]:
        """The summaries by path; None for a file that can't be read or parsed.

        The first time, files without an `async def` are left out: nothing begins in them.
        """
        only, self._asked = not self._asked, True
        found: dict[str, FileSummary | None] = {}
        for path in wanted:
            try:
                with open(path, "rb") as file:
                    raw = file.read()
            except (OSError, ValueError):
                if not only:
                    found[path] = None
                continue
            if has_coroutines(raw) or not only:
                found[path] = read_summary(raw, path)
        return found
