"""One file's bytes as text, and the way back to the same bytes.

Positions: `ast` counts lines from 1 and columns in UTF-8 bytes from 0; people count both from 1 in
characters; everything in asyncfix counts characters of `Source.text` from 0 (`Span`). The
conversions live here and nowhere else.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from asyncfix.errors import UnreadableError
from asyncfix.files.text_edits import Edit, Span, apply_edits

MAX_BYTES = 10_000_000
"""Larger files are reported and skipped: they are data, and parsing one takes gigabytes."""

_NEWLINE = re.compile(r"\r\n|\r|\n")  # what CPython's tokenizer takes for a line end; str.splitlines knows more
_LINE_END = re.compile(rb"\r\n|\r|\n")
_COOKIE = re.compile(rb"[ \t\f]*#[^\r\n]*?coding[:=][ \t]*([-\w.]+)")
_NO_CODE = re.compile(rb"[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)")
_UTF8 = re.compile(r"utf-8(?:-.*)?\Z")
_LATIN1 = re.compile(r"(?:latin-1|iso-8859-1|iso-latin-1)(?:-.*)?\Z")


def digest(raw: bytes) -> str:
    """The content hash by which caches, journals and stale checks know a file: 128-bit BLAKE2b, hexadecimal."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


class Source:
    """The text of one Python file, with its encoding, byte order mark and line ends remembered.

    `text` holds every character of the file but the byte order mark; line ends stay as they are.
    Raises UnreadableError for NUL bytes, unknown encodings, bytes that the encoding does not know,
    encodings that do not come back to the same bytes, and more than MAX_BYTES.
    """

    def __init__(self, raw: bytes, path: str = "<string>") -> None:
        if len(raw) > MAX_BYTES:
            raise UnreadableError(f"is {len(raw) / 1e6:.0f} MB; files over {MAX_BYTES // 1_000_000} MB are not read")
        if b"\0" in raw:
            nul = raw.index(b"\0")
            raise UnreadableError(f"holds a NUL byte at offset {nul}")
        self.raw = raw
        self.path = path
        self.bom = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        self.encoding = _encoding(raw)
        try:
            self.text = raw[len(self.bom) :].decode(self.encoding)
            round_trips = self.encoding == "utf-8" or self.encode(self.text) == raw
        except UnicodeDecodeError as error:
            line = len(_LINE_END.findall(raw, 0, len(self.bom) + error.start)) + 1
            raise UnreadableError(f"is not {self.encoding}: {error.reason} (line {line})") from None
        except LookupError:
            raise UnreadableError(f"can't be decoded as {self.encoding}: it is no encoding of text") from None
        except UnicodeError as error:
            raise UnreadableError(f"can't be decoded as {self.encoding}: {error}") from None
        if not round_trips:
            raise UnreadableError(f"would not come back to the same bytes from the encoding {self.encoding}")

    @cached_property
    def digest(self) -> str:
        """The content hash of the raw bytes."""
        return digest(self.raw)

    @cached_property
    def newline(self) -> str:
        """The line end that the file uses most; a file without any gets a line feed."""
        ends = _NEWLINE.findall(self.text)
        return max(("\n", "\r\n", "\r"), key=ends.count) if ends else "\n"

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset of the first character of each line."""
        if "\r" in self.text:
            return (0, *(match.end() for match in _NEWLINE.finditer(self.text)))
        return (0, *accumulate(len(line) + 1 for line in self.text.split("\n")[:-1]))

    @cached_property
    def _ascii(self) -> bool:
        return self.text.isascii()

    def offset(self, line: int, column: int) -> int:
        """The offset of a place that `ast` names: line from 1, column in UTF-8 bytes from 0."""
        start = self.line_starts[line - 1]
        if self._ascii or not column:
            return start + column
        head = self.text[start : start + column]
        if head.isascii():
            return start + column
        return start + len(head.encode()[:column].decode())

    def column(self, offset: int) -> tuple[int, int]:
        """The place of an offset as `ast` names it: the inverse of `offset`."""
        line = bisect_right(self.line_starts, offset)
        head = self.text[self.line_starts[line - 1] : offset]
        return line, len(head) if self._ascii else len(head.encode())

    def position(self, offset: int) -> tuple[int, int]:
        """The place of an offset as people count: line and character column, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """The span of a line (from 1), its line end included."""
        starts = self.line_starts
        return Span(starts[line - 1], starts[line] if line < len(starts) else len(self.text))

    def encode(self, text: str) -> bytes:
        """`text` as bytes of this file: its byte order mark and its encoding.

        Raises UnicodeEncodeError where the encoding has no such character.
        """
        return self.bom + text.encode(self.encoding)

    def edited(self, edits: list[Edit]) -> Source:
        """The file after the edits. Raises EditError and UnreadableError as `apply_edits` and `Source` do."""
        return Source(self.encode(apply_edits(self.text, edits)), self.path)


def _encoding(raw: bytes) -> str:
    """The encoding by PEP 263: byte order mark, then a cookie in the first two lines, then UTF-8."""
    if b"coding" not in _first_two_lines(raw):
        return "utf-8"
    start = len(codecs.BOM_UTF8) if raw.startswith(codecs.BOM_UTF8) else 0
    cookie = _COOKIE.match(raw, start)
    if cookie is None and (first := _NO_CODE.match(raw, start)):
        cookie = _COOKIE.match(raw, first.end())
    if cookie is None:
        return "utf-8"
    name = _codec(cookie[1].decode())
    if start and name != "utf-8":
        raise UnreadableError(f"begins with the byte order mark of utf-8, but says that it is {name}")
    return name


def _first_two_lines(raw: bytes) -> bytes:
    first = _LINE_END.search(raw)
    second = _LINE_END.search(raw, first.end()) if first else None
    return raw[: second.start()] if second else raw


def _codec(cookie: str) -> str:
    """The codec that a cookie names; editors may add the line end to the name, as in `utf-8-unix`."""
    name = cookie.lower().replace("_", "-")
    if _UTF8.match(name):
        return "utf-8"
    try:
        return "iso8859-1" if _LATIN1.match(name) else codecs.lookup(cookie).name
    except LookupError:
        raise UnreadableError(f"says that its encoding is {cookie}, which this Python does not know") from None
