"""A text taken apart into words (tokens) and the gaps between them (blanks, comments, continuations)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from asyncfix.matching._errors import MatchingError
from asyncfix.matching._fragments import LAYOUT, Fragment, leaves
from asyncfix.spans import Span

_COMMENT = re.compile(r"#[^\r\n]*")
_BREAK = re.compile(r"(?<!\\)(?:\r\n|(?<!\\\r)\n|\r)")
_DEEPER = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}


def breaks(gap: str) -> bool:
    """Whether a gap ends a line, other than by a continuation."""
    return "#" in gap or _BREAK.search(gap) is not None


@dataclass(frozen=True, slots=True)
class Word:
    """A token and its place. Line ends and indentation are equal whatever they are made of."""

    key: tuple[int, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words:
    """A text taken apart. Word -1 is its beginning, word `len(words)` its end; gap i stands before word i."""

    text: str
    words: tuple[Word, ...]
    depths: tuple[int, ...]  # of each gap: how many brackets are open

    @classmethod
    def of(cls, fragment: Fragment) -> Words:
        """The words of a fragment, without its head and tail."""
        words: list[Word] = []
        depths = [0]
        for node in fragment.content:
            for leaf in leaves(node):
                start = fragment.offset(leaf)
                value = "" if leaf.type in LAYOUT else leaf.value
                words.append(Word((leaf.type, value), start, start + len(leaf.value)))
                depths.append(depths[-1] + _DEEPER.get(value, 0))
        return cls(fragment.text, tuple(words), tuple(depths))

    def end(self, index: int) -> int:
        """Where a word ends."""
        return self.words[index].end if index >= 0 else 0

    def start(self, index: int) -> int:
        """Where a word starts."""
        return self.words[index].start if index < len(self.words) else len(self.text)

    def gap(self, index: int) -> str:
        """The text before a word."""
        return self.text[self.end(index - 1) : self.start(index)]

    def between(self, first: int, last: int) -> str:
        """The text from the start of one word to the end of another."""
        return self.text[self.start(first) : self.end(last)]

    def keys(self) -> list[tuple[int, str]]:
        """What the words are, wherever they stand."""
        return [word.key for word in self.words]

    def comments(self) -> Counter[str]:
        """The comments of all gaps, each with how often it stands there."""
        return Counter(comment for gap, _ in self.gaps() for comment in comments(gap))

    def gaps(self) -> Iterator[tuple[str, int]]:
        """All gaps with their depths."""
        return ((self.gap(index), depth) for index, depth in enumerate(self.depths))

    def breaks_outside_brackets(self) -> bool:
        """Whether a line ends where no bracket is open."""
        return any(not depth and breaks(gap) for gap, depth in self.gaps())

    def indexes(self, span: Span) -> tuple[int, int]:
        """The words of a span, the second index exclusive. Raises MatchingError where it cuts a word."""
        first = next((index for index, word in enumerate(self.words) if word.start == span.start < word.end), None)
        last = next((index for index, word in enumerate(self.words) if word.start < span.end == word.end), None)
        if first is None or last is None or last < first:
            raise MatchingError(f"the piece {self.text[span.start : span.end]!r} is not made of whole words")
        return first, last + 1


def comments(gap: str) -> list[str]:
    """The comments in a gap."""
    return _COMMENT.findall(gap)
