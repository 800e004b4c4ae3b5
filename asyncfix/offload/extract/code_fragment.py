"""New text in the making: with it, what its names must mean and which imports it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from asyncfix.fixes import ImportNeed, Introduced


@dataclass(frozen=True, slots=True)
class CodeFragment:
    """A piece of new code. `roots` are the names that it brings in: their offsets, and what they must mean."""

    text: str = ""
    roots: tuple[tuple[int, str], ...] = ()
    needs: tuple[ImportNeed, ...] = ()

    def __add__(self, other: CodeFragment | str) -> CodeFragment:
        if isinstance(other, str):
            return CodeFragment(self.text + other, self.roots, self.needs)
        moved = tuple((offset + len(self.text), target) for offset, target in other.roots)
        needs = tuple(dict.fromkeys((*self.needs, *other.needs)))
        return CodeFragment(self.text + other.text, (*self.roots, *moved), needs)

    def introduced(self, edit: int) -> tuple[Introduced, ...]:
        """The roots for a fix whose edit of that number has this text."""
        return tuple(Introduced(edit, offset, target) for offset, target in self.roots)


def joined(separator: str, drafts: Iterable[CodeFragment | str]) -> CodeFragment:
    """The drafts one after the other with the separator between them."""
    result = CodeFragment()
    for index, draft in enumerate(drafts):
        result = (result + separator if index else result) + draft
    return result
