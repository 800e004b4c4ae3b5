"""Where the expressions inside an f-string stand, for Pythons whose `ast` does not know (3.11).

There an f-string is one token: its replacement fields are found by scanning the token, parsed by
themselves, and their places are carried over to the nodes of the tree.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator

from asyncfix.spans import Span

_STRING = re.compile(r"(?P<prefix>[a-zA-Z]*)(?P<quote>\"\"\"|'''|\"|')", re.DOTALL)


def place_fields(joined: ast.JoinedStr, text: str, column: Callable[[int], tuple[int, int]]) -> bool:
    """Correct the positions of all nodes inside an f-string; False where its fields can't be matched.

    `text` is the f-string's source, which may be several strings side by side. `column` tells the
    line and column, as `ast` counts, of an offset into it.
    """
    try:
        spans = list(_fields(text))
    except (tokenize.TokenError, SyntaxError, IndexError):
        return False
    values = list(_values(joined))
    if len(spans) != len(values):
        return False
    return all(_place(value, span, text, column) for value, span in zip(values, spans, strict=True))


def _values(joined: ast.JoinedStr) -> Iterator[ast.expr]:
    for part in joined.values:
        if isinstance(part, ast.FormattedValue):
            yield part.value
            if isinstance(part.format_spec, ast.JoinedStr):
                yield from _values(part.format_spec)


def _place(value: ast.expr, span: Span, text: str, column: Callable[[int], tuple[int, int]]) -> bool:
    expression = text[span.start : span.end]
    try:
        again = ast.parse(f"({expression})", mode="eval").body
    except (SyntaxError, ValueError):
        return False
    if ast.dump(again) != ast.dump(value):
        return False
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", f"({expression})"))]

    def offset(line: int, utf8: int) -> int:
        head = f"({expression})"[starts[line - 1] :]
        return span.start - 1 + starts[line - 1] + len(head.encode()[:utf8].decode())

    for node, placed in zip(ast.walk(value), ast.walk(again), strict=True):
        if isinstance(placed, (ast.expr, ast.keyword, ast.arg)) and isinstance(node, (ast.expr, ast.keyword, ast.arg)):
            node.lineno, node.col_offset = column(offset(placed.lineno, placed.col_offset))
            end_line, end_column = placed.end_lineno or placed.lineno, placed.end_col_offset or 0
            node.end_lineno, node.end_col_offset = column(offset(end_line, end_column))
    return True


def _fields(text: str) -> Iterator[Span]:
    """The expressions of the replacement fields, in the order of the tree."""
    wrapped = f"({text}\n)"
    starts = [0, *(match.end() for match in re.finditer(r"\n", wrapped))]
    for token in tokenize.generate_tokens(io.StringIO(wrapped, newline="").readline):
        if token.type == tokenize.STRING:
            match = _STRING.match(token.string)
            if match is not None and "f" in match["prefix"].lower():
                at = starts[token.start[0] - 1] + token.start[1] - 1
                end = at + len(token.string) - len(match["quote"])
                raw = "r" in match["prefix"].lower()
                yield from _literal(text, at + match.end(), end, raw, nested=False)[1]


def _literal(text: str, at: int, end: int, raw: bool, nested: bool) -> tuple[int, list[Span]]:
    """Scan literal text up to `end`, or, in a format spec, up to the brace that closes the field."""
    found: list[Span] = []
    while at < end:
        if not raw and text.startswith("\\N{", at):
            at = text.index("}", at) + 1
        elif not nested and text[at : at + 2] in ("{{", "}}"):
            at += 2
        elif nested and text[at] == "}":
            return at, found
        elif text[at] == "{":
            at, inner = _field(text, at + 1, end, raw)
            found.extend(inner)
        else:
            at += 1
    return at, found


def _field(text: str, at: int, end: int, raw: bool) -> tuple[int, list[Span]]:
    """Scan one field after its opening brace: the offset after its closing one, and its expressions."""
    start = at
    at = _expression_end(text, at, end)
    found = [Span(start, at)]
    tail = re.compile(r"\s*=?\s*(?:![a-z]\s*)?").match(text, at)
    at = tail.end() if tail else at
    if text[at] == ":":
        at, inner = _literal(text, at + 1, end, raw, nested=True)
        found.extend(inner)
    return at + 1, found


def _expression_end(text: str, at: int, end: int) -> int:
    depth = 0
    while at < end:
        char = text[at]
        if char in "'\"":
            quote = text[at : at + 3] if text[at : at + 3] in ("'''", '"""') else char
            at = text.index(quote, at + len(quote)) + len(quote)
            continue
        if char in "([{":
            depth += 1
        elif depth and char in ")]}":
            depth -= 1
        elif not depth and _ends_expression(text, at):
            return at
        elif text[at : at + 2] in ("!=", "==", "<=", ">="):
            at += 1
        at += 1
    raise IndexError("the field does not end")


def _ends_expression(text: str, at: int) -> bool:
    if text[at] in "}:":
        return True
    if text[at] == "!":
        return text[at + 1] != "="
    return text[at] == "=" and text[at + 1] != "=" and re.compile(r"=\s*[!:}]").match(text, at) is not None
