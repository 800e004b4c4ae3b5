"""The places of the expressions inside an f-string, for Pythons whose `ast` does not know them (3.11).

There an f-string is one token: its replacement fields are found by scanning the token, parsed by
themselves, and their places are carried over to the nodes of the tree.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator

from asyncfix.files.text_edits import Span

_STRING = re.compile(
    r"""(?P<prefix>[a-zA-Z]*)(?P<quote>\"\"\"|'''|\"|')(?P<body>(?:\\.|(?!(?P=quote)).)*)(?P=quote)""", re.DOTALL
)
_BETWEEN = re.compile(r"(?:\s|\\(?:\r\n|\r|\n)|#[^\r\n]*)*")  # strings that stand side by side

Column = Callable[[int], tuple[int, int]]
Positioned = ast.expr | ast.keyword | ast.arg


def place_fields(joined: ast.JoinedStr, text: str, column: Column) -> bool:
    """Correct the positions of all nodes inside an f-string; False where its fields can't be matched.

    `text` is the f-string's source, which may be several strings side by side, in the syntax of
    Python 3.11. `column` tells the line and column, as `ast` counts, of an offset into it.
    """
    try:
        spans = list(_fields(text))
    except (ValueError, IndexError):
        return False
    values = list(_values(joined))
    if len(spans) != len(values):
        return False
    results = [_place(value, span, text, column) for value, span in zip(values, spans, strict=True)]
    return all(results)


def _values(joined: ast.JoinedStr) -> Iterator[ast.expr]:
    for part in joined.values:
        if isinstance(part, ast.FormattedValue):
            yield part.value
            if isinstance(part.format_spec, ast.JoinedStr):
                yield from _values(part.format_spec)


def _place(value: ast.expr, span: Span, text: str, column: Column) -> bool:
    expression = text[span.start : span.end]
    first = span.end - len(expression.lstrip())
    last = span.start + len(expression.rstrip())
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

    placed_all = True
    for node, placed in _pairs(value, again):
        start = max(first, offset(placed.lineno, placed.col_offset))
        end = min(last, offset(placed.end_lineno or placed.lineno, placed.end_col_offset or 0))
        node.lineno, node.col_offset = column(start)
        node.end_lineno, node.end_col_offset = column(end)
        if isinstance(node, ast.JoinedStr):
            inner = text[start:end]
            placed_all &= place_fields(node, inner, lambda at, start=start: column(start + at))  # type: ignore[misc]
    return placed_all


def _pairs(node: ast.AST, other: ast.AST) -> Iterator[tuple[Positioned, Positioned]]:
    """The nodes of two equal trees that have a place, two by two; f-strings inside are not entered."""
    if isinstance(node, Positioned) and isinstance(other, Positioned):
        yield node, other
    if not isinstance(node, ast.JoinedStr):
        for child, other_child in zip(ast.iter_child_nodes(node), ast.iter_child_nodes(other), strict=True):
            yield from _pairs(child, other_child)


def _fields(text: str) -> Iterator[Span]:
    """The expressions of the replacement fields, in the order of the tree."""
    at = 0
    while at < len(text):
        match = _STRING.match(text, at)
        if match is None:
            raise ValueError("this is no string")
        prefix = match["prefix"].lower()
        if "f" in prefix:
            yield from _literal(text, match.start("body"), match.end("body"), "r" in prefix, nested=False)[1]
        between = _BETWEEN.match(text, match.end())
        at = between.end() if between else match.end()


def _literal(text: str, at: int, end: int, raw: bool, nested: bool) -> tuple[int, list[Span]]:
    """Scan literal text up to `end`, or, in a format spec, up to the brace that closes the field."""
    found: list[Span] = []
    while at < end:
        pair = text[at : at + 2]
        escape = not raw and pair[0] == "\\" and pair[1:] not in ("{", "}")
        if escape and text.startswith("N{", at + 1):
            at = text.index("}", at) + 1
        elif escape or (not nested and pair in ("{{", "}}")):
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
    if text[at] != "}":
        raise ValueError("the field does not end")
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
