"""Could anything in a file matter to a recipe? Answered from its bytes, without parsing.

The words come from the recipes and the catalogue. The answer may be yes for a file that holds
nothing, and is never no for one that does: a call of `time.sleep` needs the word `sleep`, an import
that names `time`, and, for recipes that look at coroutines only, the word `async`. An occurrence
such as `asyncio.sleep` is a twin that the catalogue knows, and does not count, unless the file
calls something else `asyncio`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asyncfix.catalogue import row_of
from asyncfix.recipe import Recipe, Subject


@dataclass(frozen=True, slots=True)
class _Trigger:
    word: bytes
    module: bytes  # the first part of its module's name
    twins: tuple[bytes, ...]  # `asyncio.`
    renamed: re.Pattern[bytes] | None  # `as asyncio`, `asyncio =`: then the twins prove nothing
    only_async: bool

    def hits(self, data: bytes) -> bool:
        if self.word not in data or (self.only_async and b"async" not in data):
            return False
        if not self._is_meant(data):
            return False
        return any(_is_imported(data, at) for at in _occurrences(data, self.module))

    def _is_meant(self, data: bytes) -> bool:
        """True where the word stands somewhere as something else than the attribute of a twin's module."""
        found = False
        for at in _occurrences(data, self.word):
            found = True
            if not any(_stands_before(data, twin, at) for twin in self.twins):
                return True
        return found and self.renamed is not None and self.renamed.search(data) is not None


class Prefilter:
    """The question, for a set of recipes."""

    def __init__(self, recipes: Sequence[Recipe]) -> None:
        self._triggers = tuple(
            dict.fromkeys(_trigger(call, recipe.only_on_loop) for recipe in recipes for call in recipe.calls)
        )
        codemods = [recipe.codemod for recipe in recipes if recipe.codemod is not None]
        wholes = [recipe for recipe in recipes if recipe.about is not Subject.CALL]
        words = [*(codemod.words for codemod in codemods), *(recipe.words for recipe in wholes)]
        self._any_file = not all(words)
        self._words = frozenset(word.encode() for group in words for word in group)

    def may_matter(self, data: bytes) -> bool:
        """False only for files in which no recipe can find anything."""
        if self._any_file or any(word in data for word in self._words):
            return True
        return any(trigger.hits(data) for trigger in self._triggers)


def _trigger(call: str, only_async: bool) -> _Trigger:
    module, _, word = call.rpartition(".")
    row = row_of(call)
    twins = tuple(twin[: -len(word)].encode() for _, twin in row.twins if twin.endswith("." + word)) if row else ()
    names = b"|".join(re.escape(twin.rstrip(b".")) for twin in twins)
    renamed = re.compile(rb"as[\s\\]+(?:%b)\b|(?:%b)[\s\\]*(?:=[^=]|:)" % (names, names)) if twins else None
    return _Trigger(word.encode(), module.partition(".")[0].encode(), twins, renamed, only_async)


_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")


def _occurrences(data: bytes, word: bytes) -> Iterator[int]:
    """Where the word stands by itself. Bytes beyond ASCII count as no part of a word."""
    at = data.find(word)
    while at >= 0:
        end = at + len(word)
        if (not at or data[at - 1] not in _WORD) and (end == len(data) or data[end] not in _WORD):
            yield at
        at = data.find(word, end)


def _is_imported(data: bytes, at: int) -> bool:
    """True where what stands at the offset may be the name of a module in an import statement."""
    before = data[max(0, at - 40) : at].rstrip(b" \t\f")
    if not before:
        return True
    return before.endswith((b"import", b"from", b",", b"\\\n", b"\\\r\n", b"\\\r"))


def _stands_before(data: bytes, twin: bytes, at: int) -> bool:
    """True where the twin's module is the whole name in front of the word: `asyncio.`, not `my_asyncio.`."""
    start = at - len(twin)
    if start < 0 or not data.startswith(twin, start):
        return False
    return not start or (data[start - 1] < 128 and data[start - 1] not in _WORD)
