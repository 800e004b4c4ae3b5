"""Which words of a changed line changed."""

from __future__ import annotations

import re

from asyncfix.files.text_edits import Span
from asyncfix.report.diff import Hunk

_WORD = re.compile(r"\w+|[^\S\n]+|.|\n")
_TOKEN_LIMIT = 1_500  # of a block; beyond it no reader looks for words
_ALIKE = 0.4  # share of equal characters under which two blocks are simply different


def emphasis(hunk: Hunk) -> tuple[tuple[Span, ...], ...]:
    """For each line of the hunk, the parts of it that were replaced.

    Lines that are new or gone as a whole, and lines whose two sides have little in common, have none.
    """
    found: list[tuple[Span, ...]] = [()] * len(hunk.lines)
    at = 0
    while at < len(hunk.lines):
        middle = _run(hunk, at, "-")
        end = _run(hunk, middle, "+")
        if at < middle < end:
            old = [text for _, text in hunk.lines[at:middle]]
            new = [text for _, text in hunk.lines[middle:end]]
            found[at:end] = _block(old, new)
        at = max(end, at + 1)
    return tuple(found)


def _run(hunk: Hunk, at: int, tag: str) -> int:
    """The index behind the run of lines with this tag that starts at `at`."""
    while at < len(hunk.lines) and hunk.lines[at][0] == tag:
        at += 1
    return at


def _block(old: list[str], new: list[str]) -> list[tuple[Span, ...]]:
    """The changed parts of each old line, then of each new one."""
    nothing: list[tuple[Span, ...]] = [()] * (len(old) + len(new))
    before, after = _WORD.findall("".join(old)), _WORD.findall("".join(new))
    if max(len(before), len(after)) > _TOKEN_LIMIT:
        return nothing
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, before, after, autojunk=False)
    same = sum(len("".join(before[m.a : m.a + m.size]).strip()) for m in matcher.get_matching_blocks())
    if same < _ALIKE * min(len("".join(map(str.strip, side))) for side in (old, new)):
        return nothing
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return _by_line(old, before, [(low, high) for _, low, high, _, _ in codes]) + _by_line(
        new, after, [(low, high) for _, _, _, low, high in codes]
    )


def _by_line(lines: list[str], tokens: list[str], ranges: list[tuple[int, int]]) -> list[tuple[Span, ...]]:
    """Ranges of tokens of a block, as spans in each of its lines."""
    changed = {index for low, high in ranges for index in range(low, high)}
    spans: list[list[Span]] = [[] for _ in lines]
    line = column = 0
    for index, token in enumerate(tokens):
        if index in changed and token != "\n":
            last = spans[line][-1] if spans[line] else Span(-1, -1)
            if last.end == column:
                spans[line][-1] = Span(last.start, column + len(token))
            else:
                spans[line].append(Span(column, column + len(token)))
        line, column = (line + 1, 0) if token == "\n" else (line, column + len(token))
    return [_tidied(text, found) for text, found in zip(lines, spans, strict=True)]


def _tidied(line: str, spans: list[Span]) -> tuple[Span, ...]:
    """The spans, joined across spaces, without the spaces at their ends; none where they are the whole line."""
    joined: list[Span] = []
    for span in spans:
        if joined and not line[joined[-1].end : span.start].strip():
            span = Span(joined.pop().start, span.end)
        joined.append(span)
    trimmed = [_trimmed(line, span) for span in joined]
    if len(trimmed) == 1 and line[trimmed[0].start : trimmed[0].end] == line.strip():
        return ()
    return tuple(span for span in trimmed if span.start < span.end)


def _trimmed(line: str, span: Span) -> Span:
    part = line[span.start : span.end]
    return Span(span.start + len(part) - len(part.lstrip()), span.start + len(part.rstrip()))
