"""Comments that silence findings.

    time.sleep(1)  # asyncfix: skip                        this line
    time.sleep(1)  # asyncfix: skip[blocking-sleep]        only that recipe, here
    async def poll():  # asyncfix: skip                    the whole function (or class)
    # asyncfix: skip                                       alone on a line: the statement below with all that
                                                           is in it, or, above all code of the file, the file
    # asyncfix: skip-file                                  the file, wherever it stands

`noqa` is honoured by code: `# noqa: ASYNC251` silences what that rule flags, a bare `# noqa`
everything on its line, `# ruff: noqa` and `# flake8: noqa` (with or without codes) the file.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from asyncfix.files.source import Source
from asyncfix.imports.insertion import is_docstring, statement_start
from asyncfix.syntax.node_path import DEFINITIONS, FSTRINGS, NodePath, statement_of
from asyncfix.syntax.tree import Tree

_SKIP = re.compile(r"#\s*asyncfix\s*:\s*skip(?P<file>-file)?\b(?P<rest>[^#]*)", re.IGNORECASE)
_MARKED = re.compile(r"asyncfix|noqa", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:\[(?P<a>[^\]]*)\]|\((?P<b>[^)]*)\)|[:=]\s*(?P<c>[\w-]+(?:\s*,\s*[\w-]+)*)\s*(?:--.*)?$)")
_NOQA = re.compile(
    r"#\s*(?P<file>(?:ruff|flake8)\s*:\s*)?noqa\b"
    r"(?P<coded>\s*:\s*(?P<codes>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that silences something."""

    line: int
    alone: bool  # on its line
    text: str  # as people read it: "asyncfix: skip"
    recipes: frozenset[str]  # empty: all
    codes: frozenset[str] | None  # lint codes; empty: all; None: it speaks of recipes
    whole_file: bool

    def covers(self, recipe: str, codes: frozenset[str]) -> bool:
        if self.codes is not None:
            return not self.codes or not self.codes.isdisjoint(codes)
        return not self.recipes or recipe in self.recipes


class Suppressions:
    """The comments of one file."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._by_line: dict[int, list[Comment]] = {}
        self._file: list[Comment] = []
        first = self._first_code_line()
        for comment in _comments(tree):
            if comment.whole_file or (comment.alone and comment.codes is None and comment.line < first):
                self._file.append(comment)
            else:
                self._by_line.setdefault(comment.line, []).append(comment)

    def recipes_named(self) -> Iterator[tuple[int, str]]:
        """Each recipe that a comment names, with the line."""
        for comment in (*self._file, *(one for line in self._by_line.values() for one in line)):
            for name in sorted(comment.recipes):
                yield comment.line, name

    def silences(self, path: NodePath, recipe: str, codes: frozenset[str]) -> str:
        """The comment that silences a finding of the recipe at the end of the path, in words; "" for none."""
        for comment in self._around(path):
            if comment.covers(recipe, codes):
                return f"{comment.text} (line {comment.line})"
        return ""

    def _around(self, path: NodePath) -> Iterator[Comment]:
        yield from self._file
        if not self._by_line:
            return
        for line in sorted(self._lines_of(path)):
            yield from self._by_line.get(line, ())
        for step in path:
            if isinstance(step.node, ast.stmt):
                yield from self._above(step.node)
            if isinstance(step.node, DEFINITIONS):
                for line in range(*self._header(step.node)):
                    yield from self._ours(line)

    def _ours(self, line: int) -> Iterator[Comment]:
        """The comments of a line that speak of asyncfix: `noqa` on a header means the header alone."""
        return (comment for comment in self._by_line.get(line, ()) if comment.codes is None)

    def _lines_of(self, path: NodePath) -> set[int]:
        """The lines whose comments speak of the expression: those of its call, and the ends of its statement."""
        node, statement = path[-2 if path[-1].field == "func" else -1].node, statement_of(path)
        lines = set(range(node.lineno, node.end_lineno + 1))  # type: ignore[attr-defined]
        if not hasattr(statement, "body"):
            lines |= {statement.lineno, statement.end_lineno or statement.lineno}
        return lines

    def _above(self, statement: ast.stmt) -> Iterator[Comment]:
        """The comments right above a statement, other comments between them."""
        line = self._tree.source.position(statement_start(self._tree, statement))[0] - 1
        while line and self._line_text(line).startswith("#"):
            yield from (comment for comment in self._ours(line) if comment.alone)
            line -= 1

    def _header(self, node: ast.stmt) -> tuple[int, int]:
        """The lines of a definition's decorators and signature, as a range."""
        first = self._tree.source.position(statement_start(self._tree, node))[0]
        body: ast.stmt = node.body[0]  # type: ignore[attr-defined]
        end = self._tree.source.position(statement_start(self._tree, body))[0]
        while end > node.lineno + 1 and self._line_text(end - 1)[:1] in ("", "#"):
            end -= 1  # what stands between the signature and the body belongs to the body
        return first, max(node.lineno + 1, end)

    def _first_code_line(self) -> int:
        for statement in self._tree.module.body:
            if is_docstring(statement):
                continue
            line = self._tree.source.position(statement_start(self._tree, statement))[0]
            if isinstance(statement, DEFINITIONS):
                while line > 1 and self._line_text(line - 1).startswith("#"):
                    line -= 1
            return line
        return 0

    def _line_text(self, line: int) -> str:
        span = self._tree.source.line_span(line)
        return self._tree.source.text[span.start : span.end].strip()


def _comments(tree: Tree) -> Iterator[Comment]:
    """The comments that speak of us or of `noqa`. A number sign inside a string begins no comment."""
    text = tree.source.text
    done = -1
    for match in _MARKED.finditer(text):
        line = tree.source.line_span(tree.source.position(match.start())[0])
        if line.start <= done:
            continue
        done = line.start
        for sign in re.finditer("#", text[line.start : line.end]):
            start = line.start + sign.start()
            if not _in_string(tree, start):
                number = tree.source.position(start)[0]
                comment = text[start : line.end].rstrip("\r\n")
                yield from _parsed(comment, number, alone=not text[line.start : start].strip(" \t\f"))
                break


def _in_string(tree: Tree, offset: int) -> bool:
    node = tree.path(offset)[-1].node
    if isinstance(node, FSTRINGS) or (isinstance(node, ast.Constant) and isinstance(node.value, (str, bytes))):
        return offset - tree.span(node).start not in _comments_between(tree.text(node))
    return False


def _comments_between(strings: str) -> Iterator[int]:
    """The offsets of comments in an expression of strings: between two that are one, or in the fields of f-strings."""
    from io import StringIO
    from tokenize import COMMENT, TokenError, generate_tokens

    source = Source(f"({strings}\n)".encode())
    with suppress(TokenError, SyntaxError):
        for token in generate_tokens(StringIO(source.text).readline):
            if token.type == COMMENT:
                yield source.line_starts[token.start[0] - 1] + token.start[1] - 1


def _parsed(comment: str, line: int, alone: bool) -> Iterator[Comment]:
    for match in _SKIP.finditer(comment):
        listed = _LISTED.match(match["rest"])
        names = (listed["a"] or listed["b"] or listed["c"] or "") if listed else ""
        recipes = frozenset(name.strip() for name in names.split(",") if name.strip())
        shown = "asyncfix: skip" + (match["file"] or "") + (f"[{', '.join(sorted(recipes))}]" if recipes else "")
        yield Comment(line, alone, shown, recipes, None, bool(match["file"]))
    for match in _NOQA.finditer(comment):
        if match["coded"] and not match["codes"]:
            continue  # "noqa: because" lists no code and silences nothing
        codes = frozenset(re.split(r"[,\s]+", match["codes"].upper())) if match["codes"] else frozenset()
        shown = "noqa" + (f": {', '.join(sorted(codes))}" if codes else "")
        yield Comment(line, alone, shown, frozenset(), codes, bool(match["file"]))
