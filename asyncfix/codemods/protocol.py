"""The protocol of classic codemods, by which the engine makes fixes of their work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CodemodStep:
    """One change that a classic codemod makes in a file, or one place of which it only has something to say."""

    start: int  # of what it matched, in characters of the file
    end: int
    text: str  # the whole file after this step and those before it
    remarks: tuple[str, ...] = ()
    part: int = 0  # of the codemod that did it: which selector or fixer


class CodemodFailure(Exception):
    """A classic codemod raised. `start` and `end` say where it was."""

    def __init__(self, start: int, end: int, reason: str) -> None:
        super().__init__(start, end, reason)
        self.start = start
        self.end = end
        self.reason = reason


class Codemod(Protocol):
    """A codemod that was written for another tool: a Bowler query, or a fixer of fissix or lib2to3."""

    @property
    def words(self) -> frozenset[str]:
        """Each file that matters to it holds one of these words; none where any file may."""

    def concerns(self, path: str) -> bool:
        """Whether it is for a file of that name."""

    def steps(self, text: str, path: str) -> Sequence[CodemodStep]:
        """The steps that it takes with a text, in the order in which it takes them.

        Raises CodemodFailure where its code raises, AsyncfixError where the text can't be read as a tree.
        """

    def accepts(self, path: str, old: str, new: str) -> bool:
        """Whether its own callbacks let a change of a file pass."""
