"""Statements moved to another place of the file: what is cut out, and how it looks there."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass

from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.dataflow.region import Region
from asyncfix.files.text_edits import Span
from asyncfix.syntax.tree import Tree

_BLANKS = re.compile(r"[ \t\f]*")
_REST = re.compile(r"[ \t\f]*(?:;[ \t\f]*)?(?:#[^\r\n]*)?")
_STAYS = re.compile(r"#\s*(?:fmt|isort|region|endregion|pragma)\b")
_LINE_END = re.compile(r"\r\n|\r|\n")
_STRING_START = frozenset(
    getattr(tokenize, name) for name in ("FSTRING_START", "TSTRING_START") if hasattr(tokenize, name)
)
_STRING_END = frozenset(getattr(tokenize, name) for name in ("FSTRING_END", "TSTRING_END") if hasattr(tokenize, name))


@dataclass(frozen=True, slots=True)
class Cut:
    """The text that a region takes up."""

    span: Span  # what the call replaces; it begins behind the indentation
    indent: str  # of its first line
    whole_lines: bool


def indentation(tree: Tree, offset: int) -> str:
    """The blanks at the beginning of the line that the offset is in, after its last form feed."""
    start = tree.source.line_span(tree.source.position(offset)[0]).start
    blanks = _BLANKS.match(tree.source.text, start)
    return (blanks[0] if blanks else "").rpartition("\f")[2]


def cut_of(tree: Tree, region: Region) -> Cut:
    """The text that goes with the region: its comments, too, where it has its lines to itself."""
    span = region.span(tree)
    indent = indentation(tree, span.start)
    if region.is_expression or not _has_lines_to_itself(tree, span):
        return Cut(span, indent, False)
    source = tree.source
    start = span.start
    line = source.position(start)[0]
    while line > 1 and _is_comment(_line(tree, line - 1), indent) and is_between_statements(tree, line - 1):
        line -= 1
        start = source.line_span(line).start + len(_line(tree, line)) - len(_line(tree, line).lstrip(" \t\f"))
    return Cut(Span(start, _end_with_comments(tree, span, indent)), indent, True)


def is_between_statements(tree: Tree, line: int) -> bool:
    """True where the line does not begin inside an expression, such as a string over several lines."""
    return not isinstance(tree.path(tree.source.line_span(line).start)[-1].node, ast.expr)


def _has_lines_to_itself(tree: Tree, span: Span) -> bool:
    source = tree.source
    line = source.line_span(source.position(span.start)[0])
    if source.text[line.start : span.start].strip(" \t\f") or _continues(tree, line.start):
        return False
    last = source.line_span(source.position(max(span.start, span.end - 1))[0])
    rest = _REST.match(source.text, span.end)
    return rest is not None and _LINE_END.sub("", source.text[rest.end() : last.end]) == ""


def _continues(tree: Tree, line_start: int) -> bool:
    return re.search(r"\\(?:\r\n|\r|\n)\Z", tree.source.text[max(0, line_start - 3) : line_start]) is not None


def _line(tree: Tree, line: int) -> str:
    span = tree.source.line_span(line)
    return tree.source.text[span.start : span.end].rstrip("\r\n")


def _is_comment(line: str, indent: str) -> bool:
    return line.startswith(indent + "#") and not _STAYS.match(line[len(indent) :])


def _end_with_comments(tree: Tree, span: Span, indent: str) -> int:
    """The end of the last line, and of the comments below that are indented deeper than the region."""
    source = tree.source
    rest = _REST.match(source.text, span.end)
    end = rest.end() if rest else span.end
    line = source.position(max(span.start, span.end - 1))[0]
    while line < len(source.line_starts):
        line += 1
        text = _line(tree, line)
        deeper = text.startswith(indent) and text[len(indent) : len(indent) + 1] in (" ", "\t")
        if not deeper or not text.lstrip(" \t").startswith("#"):
            return end
        end = source.line_span(line).start + len(text)
    return end


def moved(text: str, old: str, new: str, newline: str) -> str:
    """The text of whole statements with another indentation; the insides of strings stay as they are.

    `text` begins behind the indentation of its first line. Raises Refused where its tokens can't be read.
    """
    lines = _LINE_END.split(text)
    inside_strings = _lines_in_strings(lines, old)
    result = [new + lines[0]]
    for number, line in enumerate(lines[1:], 1):
        lead = _BLANKS.match(line)
        blanks = (lead[0] if lead else "").rpartition("\f")[2]
        if number in inside_strings:
            result.append(line)
        elif not line.strip(" \t\f"):
            result.append("")
        elif blanks.startswith(old):
            result.append(new + blanks[len(old) :] + line.lstrip(" \t\f"))
        else:
            result.append(line)
    return newline.join(result)


def _lines_in_strings(lines: list[str], indent: str) -> frozenset[int]:
    """The numbers (from 0) of the lines that begin inside a string."""
    if len(lines) == 1:
        return frozenset()
    text = indent + "\n".join(lines) + "\n"
    found: set[int] = set()
    opened: list[int] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.STRING:
                found.update(range(token.start[0], token.end[0]))
            elif token.type in _STRING_START:
                opened.append(token.start[0])
            elif token.type in _STRING_END:
                found.update(range(opened.pop(), token.end[0]))
    except (tokenize.TokenError, SyntaxError) as error:
        raise ExtractionRefused(f"its tokens can't be read: {error}") from None
    return frozenset(found)
