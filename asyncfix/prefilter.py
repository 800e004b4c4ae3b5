"""Could anything in a file matter to a recipe? Answered from its bytes, without parsing.

The words come from the recipes and the catalogue. The answer may be yes for a file that holds
nothing, and is never no for one that does: a call of `time.sleep` needs the word `sleep`, an import
that names `time`, and, for recipes that look at coroutines only, the word `async`. An occurrence
such as `asyncio.sleep` is a twin that the catalogue knows, and does not count, unless the file
calls something else `asyncio`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from asyncfix.catalogue import row_of
from asyncfix.recipe import Recipe


@dataclass(frozen=True, slots=True)
class _Trigger:
    word: bytes
    imported: re.Pattern[bytes]
    twins: tuple[bytes, ...]  # `asyncio.`
    renamed: re.Pattern[bytes] | None  # `as asyncio`, `asyncio =`: then the twins prove nothing
    only_async: bool

    def hits(self, data: bytes) -> bool:
        if self.word not in data or (self.only_async and b"async" not in data):
            return False
        twins = self.twins
        if twins and self.renamed is not None and self.renamed.search(data):
            twins = ()
        return _stands_alone(data, self.word, twins) and self.imported.search(data) is not None


class Prefilter:
    """The question, for a set of recipes."""

    def __init__(self, recipes: Sequence[Recipe]) -> None:
        self._triggers = tuple(
            dict.fromkeys(_trigger(call, recipe.only_on_loop) for recipe in recipes for call in recipe.calls)
        )

    def may_matter(self, data: bytes) -> bool:
        """False only for files in which no recipe can find anything."""
        return any(trigger.hits(data) for trigger in self._triggers)


def _trigger(call: str, only_async: bool) -> _Trigger:
    module, _, word = call.rpartition(".")
    row = row_of(call)
    twins = tuple(twin[: -len(word)] for _, twin in row.twins if twin.endswith("." + word)) if row else ()
    names = b"|".join(re.escape(twin.rstrip(".").encode()) for twin in twins)
    top = re.escape(module.partition(".")[0].encode())
    return _Trigger(
        word=word.encode(),
        imported=re.compile(rb"(?:\b(?:import|from)|,|\\\r?\n)[ \t\f]*" + top + rb"\b"),
        twins=tuple(twin.encode() for twin in twins),
        renamed=re.compile(rb"\bas\s+(?:" + names + rb")\b|\b(?:" + names + rb")\s*(?::[^\n]*)?=[^=]")
        if twins
        else None,
        only_async=only_async,
    )


_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def _stands_alone(data: bytes, word: bytes, twins: tuple[bytes, ...]) -> bool:
    """True where the word stands by itself somewhere, not as the attribute of a twin's module."""
    at = data.find(word)
    while at >= 0:
        end = at + len(word)
        free = (not at or data[at - 1] not in _WORD) and (end == len(data) or data[end] not in _WORD)
        if free and not any(data.startswith(twin, at - len(twin)) for twin in twins if at >= len(twin)):
            return True
        at = data.find(word, end)
    return False
