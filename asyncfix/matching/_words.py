"""A text taken apart into words (tokens) and the gaps between them (blanks, comments, continuations)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from asyncfix.files.text_edits import Span
from asyncfix.matching._errors import MatchingError
from asyncfix.matching._fragments import LAYOUT, Fragment, leaves

_COMMENT = r"#[^\r\n]*"
_BREAK = r"(?<!\\)(?:\r\n|(?<!\\\r)\n|\r)"
_DEEPER = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}


def breaks(gap: str) -> bool:
    """Whether a gap ends a line, other than by a continuation."""
    return "#" in gap or re.search(_BREAK, gap) is not None


def comments(gap: str) -> list[str]:
    """The comments in a gap."""
    return re.findall(_COMMENT, gap)


class PatternWords:
    """A text taken apart. Word -1 is its beginning, word `len(keys)` its end; gap i stands before word i."""

    __slots__ = ("depths", "ends", "keys", "starts", "text")

    def __init__(self, fragment: Fragment) -> None:
        self.text = fragment.text
        self.keys: list[tuple[int, str]] = []  # line ends and indentation are equal whatever they are made of
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.depths = [0]  # of each gap: how many brackets are open
        for leaf in (leaf for node in fragment.content for leaf in leaves(node)):
            value = "" if leaf.type in LAYOUT else leaf.value
            self.keys.append((leaf.type, value))
            self.starts.append(fragment.offset(leaf))
            self.ends.append(self.starts[-1] + len(leaf.value))
            self.depths.append(self.depths[-1] + _DEEPER.get(value, 0))

    def end(self, index: int) -> int:
        """The offset at which a word ends."""
        return self.ends[index] if index >= 0 else 0

    def start(self, index: int) -> int:
        """The offset at which a word starts."""
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def gap(self, index: int) -> str:
        """The text before a word."""
        return self.text[self.end(index - 1) : self.start(index)]

    def between(self, first: int, last: int) -> str:
        """The text from the start of one word to the end of another."""
        return self.text[self.start(first) : self.end(last)]

    def comments(self) -> Counter[str]:
        """The comments of all gaps, each with how often it stands there."""
        return Counter(comment for gap, _ in self.gaps() for comment in comments(gap))

    def gaps(self) -> Iterator[tuple[str, int]]:
        """All gaps with their depths."""
        return ((self.gap(index), depth) for index, depth in enumerate(self.depths))

    def breaks_outside_brackets(self) -> bool:
        """Whether a line ends where no bracket is open."""
        return any(not depth and breaks(gap) for gap, depth in self.gaps())

    def indexes(self, span: Span) -> range:
        """The words of a span. Raises MatchingError where it cuts a word."""
        places = list(enumerate(zip(self.starts, self.ends, strict=True)))
        first = next((index for index, (start, end) in places if start == span.start < end), None)
        last = next((index for index, (start, end) in places if start < span.end == end), None)
        if first is None or last is None or last < first:
            raise MatchingError(f"the piece {self.text[span.start : span.end]!r} is not made of whole words")
        return range(first, last + 1)
