"""The comment that silences a finding, put where the engine looks for it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from io import StringIO
from tokenize import NEWLINE, NL, TokenError, generate_tokens

from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Finding, Fix
from asyncfix.imports.insertion import statement_start
from asyncfix.syntax.node_path import statement_of
from asyncfix.syntax.tree import Tree

_LINE_END = re.compile(r"\r\n?")
_BLANK = re.compile(r"[ \t\f]*\Z")


class Silencer:
    """Makes the fixes that silence findings of one file instead of rewriting anything."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def fix(self, findings: Sequence[Finding]) -> Fix | None:
        """A comment at each of the findings; None where one of them has no place for it."""
        try:
            edits = [self._edit(finding) for finding in findings]
        except (UnreadableError, ValueError):
            return None
        unique = tuple(sorted(dict.fromkeys(edits)))
        return Fix(findings[0].recipe, "ignore it: " + _comment(findings[0].recipe), unique)

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self._source)

    @cached_property
    def _open_ends(self) -> frozenset[int]:
        """The lines (from 1) behind which a comment can stand: those that end outside of strings and backslashes."""
        lines = set()
        try:
            for token in generate_tokens(StringIO(_LINE_END.sub("\n", self._source.text)).readline):
                if token.type in (NEWLINE, NL):
                    lines.add(token.start[0])
        except (TokenError, SyntaxError):
            pass
        return frozenset(lines)

    def _edit(self, finding: Finding) -> Edit:
        statement = statement_of(self._tree.path(finding.span.start))
        for line in self._lines(finding, statement):
            if line in self._open_ends:
                end = self._line_end(line)
                return Edit(Span(end, end), "  " + _comment(finding.recipe))
        start = statement_start(self._tree, statement)
        line_start = self._source.line_span(self._source.position(start)[0]).start
        indent = self._source.text[line_start:start]
        if not _BLANK.match(indent):
            raise ValueError("other code stands before the statement")
        return Edit(Span(line_start, line_start), indent + _comment(finding.recipe) + self._source.newline)

    @staticmethod
    def _lines(finding: Finding, statement: ast.stmt) -> Iterator[int]:
        """The lines whose comments speak of the finding, best first."""
        yield finding.line
        yield finding.end_line
        yield from range(finding.line + 1, finding.end_line)
        if not hasattr(statement, "body"):
            yield statement.end_lineno or statement.lineno
            yield statement.lineno

    def _line_end(self, line: int) -> int:
        """The offset behind the last character of the line that shows."""
        span = self._source.line_span(line)
        return span.start + len(self._source.text[span.start : span.end].rstrip())


def is_comment(fix: Fix) -> bool:
    """True for a fix that inserts comments and does nothing else."""
    return all(edit.span.start == edit.span.end and edit.text.strip() == _comment(fix.recipe) for edit in fix.edits)


def _comment(recipe: str) -> str:
    return f"# asyncfix: skip[{recipe}]"
