"""The places in a repository that a pattern matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asyncfix.config.settings import Settings
from asyncfix.errors import UnreadableError, UsageError
from asyncfix.files.discover import discover
from asyncfix.files.source import MAX_BYTES, Source
from asyncfix.matching import MatchingError, Pattern, PatternError, find, required_words


@dataclass(frozen=True, slots=True)
class Matched:
    """One place that the pattern matches."""

    path: str
    line: int  # from 1
    column: int  # from 1
    lines: tuple[str, ...]  # of code, whole
    marks: tuple[tuple[int, int, int, str], ...]  # (index of the line, start, end, name); "" for the match itself
    captures: tuple[tuple[str, str], ...]  # name and text


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be searched, and why."""

    path: str
    reason: str


def compiled(text: str) -> Pattern:
    """The pattern. Raises UsageError with a caret at the place where it does not compile."""
    try:
        return Pattern.compile(text)
    except PatternError as error:
        pointer = "\n".join(error.pointer.splitlines())
        raise UsageError(f"the pattern does not compile: {error.message}\n{pointer}") from None


def matched(pattern: Pattern, paths: Sequence[Path], settings: Settings) -> Iterator[Matched | Unread]:
    """Every match in the files of the paths, in order, and the files that can't be searched."""
    words = [word.encode() for word in required_words(pattern.text)]
    found = discover(paths, settings)
    for problem in found.problems:
        yield Unread(problem.path, problem.reason)
    for path in found.files:
        try:
            with open(path, "rb") as file:
                raw = file.read(MAX_BYTES + 1)
            if all(word in raw for word in words):
                yield from _in_file(Source(raw, path), pattern)
        except OSError as error:
            yield Unread(path, f"can't be read: {error.strerror or error}")
        except (UnreadableError, MatchingError) as error:
            yield Unread(path, str(error))


def _in_file(source: Source, pattern: Pattern) -> Iterator[Matched]:
    for match in find(source.text, pattern):
        line, column = source.position(match.span.start)
        last = source.position(max(match.span.start, match.span.end - 1))[0]
        spans = [source.line_span(number) for number in range(line, last + 1)]
        pieces = [("", match.span), *match.captures]
        marks = [
            (index, max(piece.start, span.start) - span.start, min(piece.end, span.end) - span.start, name)
            for index, span in enumerate(spans)
            for name, piece in pieces
            if piece.start < span.end and span.start < piece.end
        ]
        yield Matched(
            source.path,
            line,
            column,
            tuple(source.text[span.start : span.end].rstrip("\r\n") for span in spans),
            tuple(marks),
            tuple((name, source.text[span.start : span.end]) for name, span in match.captures),
        )
