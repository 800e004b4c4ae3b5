"""From a text that changes step by step to edits of the first text, each with the steps that made it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from asyncfix.codemods.protocol import CodemodStep
from asyncfix.files.text_edits import Edit, Span
from asyncfix.matching import common

_WORD = re.compile(r"\w+|\r\n|.", re.DOTALL)
_FINE = 4_000  # words; larger stretches are replaced whole


@dataclass(frozen=True, slots=True)
class Piece:
    """One edit of the first text."""

    edit: Edit
    steps: frozenset[int]  # the numbers of those that had a hand in it


def pieces_of(text: str, steps: Sequence[CodemodStep], newline: str) -> list[Piece]:
    """The changes of the steps to the text, in order of place. Lines that they add end as the text's own do."""
    pieces: list[Piece] = []
    now = text
    for number, step in enumerate(steps):
        for edit in reversed(list(_differences(now, step.text))):
            pieces = _with(pieces, now, edit, number)
            now = now[: edit.span.start] + edit.text + now[edit.span.end :]
    told = ((piece, _line_ends(piece.edit, newline)) for piece in pieces)
    return [Piece(edit, piece.steps) for piece, edit in told if edit.text != text[edit.span.start : edit.span.end]]


def _line_ends(edit: Edit, newline: str) -> Edit:
    if newline == "\n" or "\n" not in edit.text:
        return edit
    return Edit(edit.span, edit.text.replace("\r\n", "\n").replace("\n", newline))


def _differences(old: str, new: str) -> Iterator[Edit]:
    """Edits from one text to the next, of whole words, within the lines that differ."""
    for edit in _gaps(old.splitlines(keepends=True), new.splitlines(keepends=True), 0):
        was = old[edit.span.start : edit.span.end]
        words = _WORD.findall(was), _WORD.findall(edit.text)
        yield from _gaps(*words, edit.span.start) if max(map(len, words)) <= _FINE else [edit]


def _gaps(before: Sequence[str], after: Sequence[str], at: int) -> Iterator[Edit]:
    """What lies between the items that two sequences have in common, the first of which begins at an offset."""
    i = j = 0
    for a, b in [*common(before, after), (len(before), len(after))]:
        gone = sum(map(len, before[i:a]))
        if a > i or b > j:
            yield Edit(Span(at, at + gone), "".join(after[j:b]))
        at += gone + (len(before[a]) if a < len(before) else 0)
        i, j = a + 1, b + 1


def _with(pieces: Sequence[Piece], now: str, edit: Edit, step: int) -> list[Piece]:
    """The pieces with one more edit, which is one of the text that they have led to so far."""
    start, end = edit.span.start, edit.span.end
    left: list[Piece] = []
    inner: list[tuple[Piece, int, int]] = []
    right: list[Piece] = []
    shift = shift_before = shift_after = 0
    for piece in pieces:
        begin = piece.edit.span.start + shift
        stop = begin + len(piece.edit.text)
        shift += len(piece.edit.text) - (piece.edit.span.end - piece.edit.span.start)
        if _meet(start, end, begin, stop):
            inner.append((piece, begin, stop))
            shift_after = shift
        elif stop <= start:
            left.append(piece)
            shift_before = shift_after = shift
        else:
            right.append(piece)
    low = min([start, *(begin for _, begin, _ in inner)])
    high = max([end, *(stop for _, _, stop in inner)])
    text = now[low:start] + edit.text + now[end:high]
    merged = Piece(
        Edit(Span(low - shift_before, high - shift_after), text),
        frozenset([step]).union(*(piece.steps for piece, _, _ in inner)),
    )
    return [*left, merged, *right]


def _meet(start: int, end: int, begin: int, stop: int) -> bool:
    """Whether two stretches share a character, or one is empty and touches the other."""
    if start == end or begin == stop:
        return start <= stop and begin <= end
    return start < stop and begin < end
