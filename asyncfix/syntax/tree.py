"""A parsed file: its syntax tree beside its text, and the way between the two."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property

from asyncfix.files.source import Source
from asyncfix.files.text_edits import Span
from asyncfix.syntax.fstrings import place_fields
from asyncfix.syntax.node_id import NodeId, node_id
from asyncfix.syntax.node_path import FSTRINGS, NodePath, descend
from asyncfix.syntax.parse import parse

EXACT_FSTRINGS = sys.version_info >= (3, 12)
"""Whether the running Python's `ast` places what stands inside f-strings (PEP 701)."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"\w+")
_DEBUG = re.compile(r"(?:[\s)]|#[^\r\n]*(?=[\r\n]))*=(?!=)")


class Tree:
    """The syntax tree of one file. Raises UnreadableError where the file does not parse."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.module = parse(source)
        self._placed: set[NodeId] = set()
        self._paths: dict[str, list[NodePath]] = {}
        self._declarations: dict[str, list[NodePath]] = {}

    def span(self, node: ast.AST) -> Span:
        """The characters of a node; the whole text for the module. A decorator is outside its definition."""
        if isinstance(node, ast.Module):
            return Span(0, len(self.source.text))
        offset = self.source.offset
        return Span(
            offset(node.lineno, node.col_offset),  # type: ignore[attr-defined]
            offset(node.end_lineno, node.end_col_offset),  # type: ignore[attr-defined]
        )

    def text(self, node: ast.AST) -> str:
        """The source text of a node."""
        span = self.span(node)
        return self.source.text[span.start : span.end]

    def path(self, offset: int) -> NodePath:
        """The path to the innermost node at the offset."""
        return descend(self.module, *self.source.column(offset))

    def paths(self, word: str) -> list[NodePath]:
        """The path to every occurrence of a word in the text, each once.

        An occurrence in a comment ends at what surrounds the comment; one in an f-string ends at
        the f-string.
        """
        if word not in self._paths:
            found: dict[NodeId, NodePath] = {}
            for offset in (*_occurrences(self.source.text, word), *self._compatible.get(word, ())):
                path = self.path(offset)
                found.setdefault(node_id(path[-1].node), path)
            self._paths[word] = list(found.values())
        return self._paths[word]

    def paths_where(self, word: str, wanted: Callable[[int], bool]) -> Iterator[NodePath]:
        """Those of `paths(word)` that stand at wanted offsets, without a look at the others."""
        if word in self._paths or self._compatible:
            yield from self.paths(word)
            return
        seen: set[NodeId] = set()
        for offset in _occurrences(self.source.text, word):
            if wanted(offset):
                path = self.path(offset)
                if node_id(path[-1].node) not in seen:
                    seen.add(node_id(path[-1].node))
                    yield path

    @cached_property
    def _compatible(self) -> dict[str, list[int]]:
        """Where words stand that Python takes for other ones: identifiers in compatibility letters (NFKC)."""
        found: dict[str, list[int]] = {}
        if not self.source.text.isascii():
            from unicodedata import is_normalized, normalize

            text, done = self.source.text, 0
            for odd in _NOT_ASCII.finditer(text):
                if odd.start() < done or is_normalized("NFKC", text[max(0, odd.start() - 1) : odd.end()]):
                    continue
                start = odd.start()
                while start and _is_word(text[start - 1]):
                    start -= 1
                for match in _WORD.finditer(text, start, odd.end()):
                    whole = _WORD.match(text, match.start())
                    if whole is not None and whole.end() > odd.start() and not is_normalized("NFKC", whole[0]):
                        found.setdefault(normalize("NFKC", whole[0]), []).append(whole.start())
                        done = whole.end()
        return found

    def declarations(self, word: str) -> list[NodePath]:
        """The paths to the statements of the file that begin with the word "global" or "nonlocal"."""
        if word not in self._declarations:
            kind = ast.Global if word == "global" else ast.Nonlocal
            found = self.paths(word) if word in self.source.text else []
            self._declarations[word] = [path for path in found if isinstance(path[-1].node, kind)]
        return self._declarations[word]

    def is_exact(self, node: ast.AST) -> bool:
        """True where the text at the node's span parses to the node itself.

        Inside f-strings, `ast` names wrong places on some versions of Python.
        """
        span = self.span(node)
        try:
            again = ast.parse(f"({self.source.text[span.start : span.end]}\n)", mode="eval").body
        except (SyntaxError, ValueError):
            return False
        return ast.dump(again) == ast.dump(node)

    def place_fstring(self, node: ast.AST) -> None:
        """Correct the positions inside an f-string where the running Python does not know them."""
        if EXACT_FSTRINGS or not isinstance(node, ast.JoinedStr) or node_id(node) in self._placed:
            return
        self._placed.add(node_id(node))
        start = self.span(node).start
        place_fields(node, self.text(node), lambda offset: self.source.column(start + offset))

    def is_placed(self, path: NodePath) -> bool:
        """True where the span of the last node is surely right: outside f-strings, or checked against the text."""
        return not any(isinstance(step.node, FSTRINGS) for step in path) or self.is_exact(path[-1].node)

    def is_debug_fstring(self, path: NodePath) -> bool:
        """True inside a field such as `{expression=}`, which prints its own source."""
        for step in path:
            if isinstance(step.node, ast.FormattedValue):
                end = self.span(step.node.value).end
                if _DEBUG.match(self.source.text, end):
                    return True
        return False


def _occurrences(text: str, word: str) -> Iterator[int]:
    """Where the word stands by itself in the text."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and _is_word(text[at - 1])) and not (end < len(text) and _is_word(text[end])):
            yield at
        at = text.find(word, end)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
