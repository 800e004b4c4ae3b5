"""Tokens of a text, from the standard library's tokenizer, with everything between them as prefixes.

A token is a tuple `(type, value, prefix, (line, column))`: the type by fissix's numbers; value and prefix cut from
the text itself, so that joining all of them gives the text back, whatever the tokenizer makes of line
ends or of `{{`; line from 1 and column from 0, in characters, where the value begins.

Conventions are fissix's: comments, blank lines and continuations belong to the prefix of the token that
follows them; a comment before a block, to its INDENT; whatever stands between a block and the line after
it, that line's indentation included, to the first DEDENT.

Soft keywords are told from names by what Python's grammar allows, given that the text is Python: only a
compound statement is followed by INDENT, so a line that begins with `match` and is followed by INDENT is a match
statement, and every line directly in its block begins a case; only in a `type` statement is `type`
followed by a name that is no keyword. `async` and `await` are keywords since Python 3.7.
"""

from __future__ import annotations

import re
import sys
import tokenize
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from keyword import iskeyword

from asyncfix.matching._errors import IndentationMismatch, MatchingError
from asyncfix.matching._tables import Grammar

Token = tuple[int, str, str, tuple[int, int]]

_LINE_END = r"\r\n|\r|\n"
_TRIVIA = r"(?:[ \t\f\r\n]|\\(?=[\r\n])|#[^\r\n]*)*"
_MAY_WARN = re.compile(r"\\[{}]|\b\d[\w.]*[defnrst]\b")
"""What the tokenizer since Python 3.12 warns of, `1if x` and `f"\\{x}"`: the warning is for who compiles the code."""

_WORDS = frozenset(("async", "await", "case", "type"))


def _numbers(*names: str) -> tuple[int, ...]:
    return tuple(getattr(tokenize, name) for name in names if hasattr(tokenize, name))


def _blanked(written: str, string: str) -> bool:
    """Whether a token is what was written but for lines that went to the tokenizer as blank."""
    return re.sub(r"(?m)^\\$", "", written) == re.sub(r"(?m)^\\$", "", string)


def indentation(line: str) -> str:
    """The blanks that a line begins with."""
    return line[: len(line) - len(line.lstrip(" \t\f"))]


class TokenLines:
    """The starts of the lines of a text, by the line ends that CPython knows: LF, CR LF and CR."""

    def __init__(self, text: str) -> None:
        self.text = text
        if "\r" in text:
            self.contents = re.split(_LINE_END, text)
            self.starts = [0, *(match.end() for match in re.finditer(_LINE_END, text))]
        else:
            self.contents = text.split("\n")
            self.starts = [0, *accumulate(len(content) + 1 for content in self.contents[:-1])]

    def offset(self, place: tuple[int, int]) -> int:
        """The offset of a place: line from 1, column from 0. The line after the last one is the end of the text."""
        line, column = place
        return self.starts[line - 1] + column if line <= len(self.starts) else len(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1]

    def line_end(self, line: int) -> tuple[int, int]:
        """The offsets of the line end of a line, from 1; an empty span where the text ends without one."""
        start = self.starts[line - 1] + len(self.contents[line - 1])
        return start, self.starts[line] if line < len(self.starts) else len(self.text)


class Scanner:
    """One pass over one text."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.lines = TokenLines(text)
        self.types = grammar.tokens
        self.operators = grammar.operators
        self.out: list[Token] = []
        self.end = 0  # offset at which the last token ended
        self.pending = True  # a line begins, or text of an f-string stands before the next token
        self.literal = False  # which of the two
        self.layout: list[tuple[str, int]] = []  # INDENT and DEDENT that wait for the next token, with their lines
        self.match_blocks: list[bool] = []  # for each open block, whether a match statement opened it
        self.first = 0  # index of the first token of the logical line
        self.type_names: list[int] = []  # indexes of the names `type`

    def tokens(self) -> list[Token]:
        """All tokens of the text, ENDMARKER last. Raises MatchingError."""
        try:
            if _MAY_WARN.search(self.text):
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    self._scan()
            else:
                self._scan()
        except tokenize.TokenError as error:
            message, (line, column) = error.args
            counted_from_0 = sys.version_info < (3, 12)
            raise MatchingError(str(message), line, column + counted_from_0) from None
        except IndentationError as error:
            raise IndentationMismatch(error.msg, error.lineno or 0, error.offset or 0) from None
        except SyntaxError as error:
            raise MatchingError(error.msg, error.lineno or 0, error.offset or 0) from None
        self._tell_type_statements()
        return self.out

    def _scan(self) -> None:
        text, out, starts, operators = self.text, self.out, self.lines.starts, self.operators
        types, special = self._token_types(), self._special_tokens()
        operator, name = tokenize.OP, tokenize.NAME
        for kind, string, place, (last_line, last_column), _ in tokenize.generate_tokens(self._feed().__next__):
            if kind in special:
                special[kind](string, place)
                continue
            start, end = starts[place[0] - 1] + place[1], starts[last_line - 1] + last_column
            if start < self.end:
                self._overlap(string, place)
                continue
            if self.pending:
                self._before(start, place)
            type_ = operators.get(string) if kind == operator else types[kind]
            if type_ is None:
                self._ellipsis(string, start, place)
                continue
            value = text[start:end]
            if value != string:
                end = self._end_of(string, start, last_line)
                value = text[start:end]
            if kind == name and string in _WORDS:
                type_ = self._word(string, type_)
            prefix = text[self.end : start]
            if prefix and not prefix.isspace() and not re.fullmatch(_TRIVIA, prefix):
                raise MatchingError(f"unexpected {prefix.strip()!r}", place[0], place[1] + 1)
            out.append((type_, value, prefix, place))
            self.end = end

    def _feed(self) -> Iterator[str]:
        """The lines for the tokenizer, each ended by LF."""
        contents = self.lines.contents
        for content in contents if contents[-1] else contents[:-1]:
            yield ("" if self._opens_nothing(content) else content) + "\n"

    def _opens_nothing(self, content: str) -> bool:
        """True for a line of nothing but a backslash where a statement may begin.

        It says nothing of the statement's indentation, but Python 3.11's tokenizer takes it to.
        """
        return sys.version_info < (3, 12) and content == "\\" and self.pending

    def _token_types(self) -> dict[int, int]:
        """fissix's number of each token type of the standard library that stands for itself."""
        same = ("NAME", "NUMBER", "STRING", "FSTRING_START", "FSTRING_END", "TSTRING_START")
        types = {getattr(tokenize, name): self.types[name] for name in same if hasattr(tokenize, name)}
        return types | dict.fromkeys(_numbers("TSTRING_END"), self.types["FSTRING_END"])

    def _special_tokens(self) -> dict[int, Callable[[str, tuple[int, int]], None]]:
        """What to do with token types that are more than a word at its place."""
        return {
            tokenize.NEWLINE: self._newline,
            tokenize.INDENT: self._indent,
            tokenize.DEDENT: self._dedent,
            tokenize.ENDMARKER: self._end_marker,
            tokenize.ERRORTOKEN: self._unknown,
            **dict.fromkeys((tokenize.NL, tokenize.COMMENT), self._trivia),
            **dict.fromkeys(_numbers("FSTRING_MIDDLE", "TSTRING_MIDDLE"), self._literal),
        }

    def _emit(self, name: str, start: int, end: int, place: tuple[int, int]) -> None:
        self.out.append((self.types[name], self.text[start:end], self.text[self.end : start], place))
        self.end = end

    def _word(self, word: str, name: int) -> int:
        """The type of a word that may be more than a name."""
        if word == "type":
            self.type_names.append(len(self.out))
        elif word != "case":
            return self.types[word.upper()]
        elif self.match_blocks and self.match_blocks[-1] and self.first == len(self.out):
            return self.types["CASE"]
        return name

    def _before(self, start: int, place: tuple[int, int]) -> None:
        """What stands before a token that begins a line, or that ends a literal part of an f-string."""
        self.pending = False
        if self.literal:
            self.literal = False
            if self.end < start:
                self._emit("FSTRING_MIDDLE", self.end, start, self.lines.place(self.end))
            return
        for name, line in self.layout:
            if name == "INDENT":
                self.match_blocks.append(self._opens_match())
                begin = self.lines.starts[line - 1]
                self._emit(name, begin, begin + len(indentation(self.text[begin:start])), (line, 0))
            else:
                self.match_blocks.pop()
                self._emit(name, start, start, place)
        self.layout.clear()
        self.first = len(self.out)

    def _opens_match(self) -> bool:
        """Whether the line before a block is the head of a match statement; its first word is told so."""
        if self.first >= len(self.out) or self.out[self.first][1] != "match":
            return False
        self.out[self.first] = (self.types["MATCH"], *self.out[self.first][1:])
        return True

    def _tell_type_statements(self) -> None:
        name = self.types["NAME"]
        for index in self.type_names:
            follower = self.out[index + 1]
            if follower[0] == name and not iskeyword(follower[1]):
                self.out[index] = (self.types["TYPE"], *self.out[index][1:])

    def _ellipsis(self, string: str, start: int, place: tuple[int, int]) -> None:
        if string != "...":
            raise MatchingError(f"unexpected {string!r}", place[0], place[1] + 1)
        for index in range(3):
            self._emit("DOT", start + index, start + index + 1, (place[0], place[1] + index))

    def _end_of(self, string: str, start: int, last_line: int) -> int:
        """Where a token ends whose text is not what stands there by the tokenizer's word.

        Line ends may differ, and Python 3.12.1 miscounts the last column where lines before it are not ASCII.
        """
        *earlier, last = string.split("\n")
        end = (self.lines.starts[last_line - 1] if earlier else start) + len(last)
        written = re.sub(_LINE_END, "\n", self.text[start:end])
        if written != string and not _blanked(written, string):
            line, column = self.lines.place(start)
            raise MatchingError(f"the tokenizer misplaces {string!r}", line, column + 1)
        return end

    def _overlap(self, string: str, place: tuple[int, int]) -> None:
        """Python 3.11's tokenizer may give a part of an identifier that is out already; nothing else can be out."""
        if sys.version_info >= (3, 12):
            raise MatchingError(f"the tokenizer misplaces {string!r}", place[0], place[1] + 1)

    def _newline(self, _string: str, place: tuple[int, int]) -> None:
        start, end = self.lines.line_end(place[0])
        self._emit("NEWLINE", start, end, (place[0], start - self.lines.starts[place[0] - 1]))
        self.pending = True

    def _indent(self, _string: str, place: tuple[int, int]) -> None:
        self.layout.append(("INDENT", place[0]))

    def _dedent(self, _string: str, place: tuple[int, int]) -> None:
        self.layout.append(("DEDENT", place[0]))

    def _end_marker(self, _string: str, place: tuple[int, int]) -> None:
        self._before(len(self.text), place)
        self._emit("ENDMARKER", len(self.text), len(self.text), place)

    def _trivia(self, _string: str, _place: tuple[int, int]) -> None:
        """Comments and blank lines come out as prefixes."""

    def _literal(self, _string: str, _place: tuple[int, int]) -> None:
        """A part of an f-string's literal text, its braces no longer doubled: what was written, `_before` finds."""
        self.pending = self.literal = True

    def _unknown(self, _string: str, place: tuple[int, int]) -> None:
        """A character that Python 3.11's tokenizer does not know: a rarer one of an identifier, or a mistake."""
        start = self.lines.offset(place)
        if self.text[start].isspace() or start < self.end:
            return
        if self.out and self.end == start and self.out[-1][1].isidentifier():
            _, name, prefix, place = self.out.pop()
            start -= len(name)
            self.end = start - len(prefix)
        elif self.pending:
            self._before(start, place)
        end = start
        while end < len(self.text) and self.text[start : end + 1].isidentifier():
            end += 1
        if end == start:
            raise MatchingError(f"unexpected {self.text[start]!r}", place[0], place[1] + 1)
        self._emit("NAME", start, end, place)
