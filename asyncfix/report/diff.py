"""Edits as hunks of a unified diff, and as the bytes of a patch.

The hunks follow from the edits: nothing is searched for outside the lines that they touch. Lines end
at a line feed and nowhere else, as in git; a carriage return or U+2028 is part of its line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span, apply_edits, merged
from asyncfix.report.model import FileResult

Tag = Literal[" ", "-", "+"]

CONTEXT = 3
_ALIGN_LIMIT = 400  # lines of a block up to which the equal ones inside it are looked for


@dataclass(frozen=True, slots=True)
class Hunk:
    """Changed lines with the unchanged ones around them. Each line's text holds its line end."""

    old_start: int  # line from 1; where there is no old line, the line before
    old_lines: int
    new_start: int
    new_lines: int
    lines: tuple[tuple[Tag, str], ...]

    @property
    def header(self) -> str:
        """`@@ -4,7 +4,8 @@`, as git writes it."""
        old, new = _extent(self.old_start, self.old_lines), _extent(self.new_start, self.new_lines)
        return f"@@ -{old} +{new} @@"


@dataclass(frozen=True, slots=True)
class _Change:
    """Whole old lines (maybe none, then an insertion in front of `old.start`) and what replaces them."""

    old: Span
    removed: tuple[str, ...]
    added: tuple[str, ...]


def hunks(text: str, edits: Iterable[Edit], context: int = CONTEXT) -> tuple[Hunk, ...]:
    """The diff that the edits make to `text`, with up to `context` unchanged lines around each change.

    Raises EditError where edits overlap or reach past the end.
    """
    found: list[Hunk] = []
    line, at = 0, 0  # lines in front of the offset `at`
    shift = 0  # new lines less old lines so far
    for group in _groups(text, list(_changes(text, edits)), context):
        start = _back(text, group[0].old.start, context)
        line += text.count("\n", at, start)
        at = start
        hunk = _hunk(text, group, start, line, shift, context)
        shift += hunk.new_lines - hunk.old_lines
        found.append(hunk)
    return tuple(found)


def narrowed(hunk: Hunk, context: int) -> Hunk:
    """The hunk with no more than `context` unchanged lines at each end, and no blank one outermost."""
    changed = [index for index, (tag, _) in enumerate(hunk.lines) if tag != " "]
    head, last = max(changed[0] - context, 0), min(changed[-1] + context, len(hunk.lines) - 1)
    while head < changed[0] and not hunk.lines[head][1].strip():
        head += 1
    while last > changed[-1] and not hunk.lines[last][1].strip():
        last -= 1
    cut = head + len(hunk.lines) - 1 - last
    return Hunk(
        hunk.old_start + head,
        hunk.old_lines - cut,
        hunk.new_start + head,
        hunk.new_lines - cut,
        hunk.lines[head : last + 1],
    )


def patch(path: str, source: Source, edits: Iterable[Edit]) -> bytes:
    """The edits as a unified diff that `git apply` and `patch -p1` take, in the file's own encoding.

    There is no `diff --git` line: git would count the path from the top of the repository, not from
    the current folder. Empty where the edits change nothing.
    """
    text, bom = source.text, source.bom.decode()
    if bom:
        text, edits = bom + text, [edit.shifted(len(bom)) for edit in edits]
    found = hunks(text, edits)
    if not found:
        return b""
    name = os.fsencode(path.replace(os.sep, "/")).lstrip(b"/")
    pieces = [b"--- %s\n+++ %s\n" % (_quoted(b"a/" + name), _quoted(b"b/" + name))]
    for hunk in found:
        pieces.append(hunk.header.encode() + b"\n")
        for tag, line in hunk.lines:
            pieces.append(tag.encode() + line.encode(source.encoding))
            if not line.endswith("\n"):
                pieces.append(b"\n\\ No newline at end of file\n")
    return b"".join(pieces)


def file_patch(result: FileResult) -> bytes:
    """The patch of all accepted fixes of a file. Raises UnreadableError where the file changed meanwhile."""
    accepted = result.accepted
    return patch(result.path, result.analysed(), result.edits(accepted)) if accepted else b""


def split_lines(text: str) -> list[str]:
    """The lines of a text as git counts them, each with the line feed that ends it."""
    lines = text.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last] if last else [])


def _changes(text: str, edits: Iterable[Edit]) -> Iterator[_Change]:
    """What changes, line by line: blocks of lines without an equal line at either end."""
    for span, block in _blocks(text, merged(edits)):
        old = text[span.start : span.end]
        new = apply_edits(old, (edit.shifted(-span.start) for edit in block))
        yield from _compared(span.start, split_lines(old), split_lines(new))


def _blocks(text: str, edits: list[Edit]) -> Iterator[tuple[Span, list[Edit]]]:
    """The edits, in groups of those that share a line, with the whole lines that each group touches.

    The line that an edit's end stands in belongs to it: without its line feed it would be another line.
    """
    block: list[Edit] = []
    span = Span(0, 0)
    for edit in edits:
        start = text.rfind("\n", 0, edit.span.start) + 1
        end = text.find("\n", edit.span.end) + 1 or len(text)
        if block and (start < span.end or start == span.end == len(text)):
            block.append(edit)
            span = Span(span.start, max(span.end, end))
            continue
        if block:
            yield span, block
        block, span = [edit], Span(start, end)
    if block:
        yield span, block


def _compared(start: int, old: list[str], new: list[str]) -> Iterator[_Change]:
    """The changes between two short runs of lines, the old one at offset `start`."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start += sum(map(len, old[:head]))
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    for low, high, new_low, new_high in _aligned(old, new):
        removed = tuple(old[low:high])
        place = start + sum(map(len, old[:low]))
        yield _Change(Span(place, place + sum(map(len, removed))), removed, tuple(new[new_low:new_high]))


def _aligned(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """The ranges of lines that differ. A long block counts as one range."""
    if not old or not new or max(len(old), len(new)) > _ALIGN_LIMIT:
        return [(0, len(old), 0, len(new))] if old or new else []
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(low, high, new_low, new_high) for tag, low, high, new_low, new_high in codes if tag != "equal"]


def _groups(text: str, changes: list[_Change], context: int) -> Iterator[list[_Change]]:
    """The changes, in groups whose contexts overlap or touch."""
    group: list[_Change] = []
    for change in changes:
        if group and text.count("\n", group[-1].old.end, change.old.start) > 2 * context:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(text: str, group: list[_Change], start: int, line: int, shift: int, context: int) -> Hunk:
    """The hunk of a group. Its first line stands at offset `start`, behind `line` other lines."""
    lines: list[tuple[Tag, str]] = []
    at = start
    for change in group:
        lines += [(" ", same) for same in split_lines(text[at : change.old.start])]
        lines += [("-", removed) for removed in change.removed]
        lines += [("+", added) for added in change.added]
        at = change.old.end
    lines += [(" ", same) for same in split_lines(text[at : _forth(text, at, context)])]
    old = sum(tag != "+" for tag, _ in lines)
    new = sum(tag != "-" for tag, _ in lines)
    return Hunk(line + bool(old), old, line + shift + bool(new), new, tuple(lines))


def _back(text: str, offset: int, lines: int) -> int:
    """The start of the line that stands `lines` lines above the start of a line."""
    for _ in range(lines):
        if not offset:
            break
        offset = text.rfind("\n", 0, offset - 1) + 1
    return offset


def _forth(text: str, offset: int, lines: int) -> int:
    """The end of the line that stands `lines` lines below the end of a line."""
    for _ in range(lines):
        offset = text.find("\n", offset) + 1 or len(text)
    return offset


def _extent(start: int, lines: int) -> str:
    return str(start) if lines == 1 else f"{start},{lines}"


def _quoted(name: bytes) -> bytes:
    """A file name as git writes it in a patch: quoted where it must be, closed by a tab where it has spaces."""
    if name.isascii() and not any(byte < 0x20 or byte in b'"\\\x7f' for byte in name):
        return name + b"\t" if b" " in name else name
    short = {0x07: b"\\a", 0x08: b"\\b", 0x09: b"\\t", 0x0A: b"\\n", 0x0B: b"\\v", 0x0C: b"\\f", 0x0D: b"\\r"}
    short |= {0x22: b'\\"', 0x5C: b"\\\\"}
    plain = range(0x20, 0x7F)
    return b'"%s"' % b"".join(
        short[byte] if byte in short else bytes([byte]) if byte in plain else b"\\%03o" % byte for byte in name
    )
