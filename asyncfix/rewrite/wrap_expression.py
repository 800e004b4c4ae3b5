"""An expression that is handed to a function where it stands, whatever becomes of the expression itself."""

from __future__ import annotations

import ast

from asyncfix.files.text_edits import Edit, Span
from asyncfix.syntax.tree import Tree


def handed_to(tree: Tree, expression: ast.expr, function: str) -> tuple[Edit, Edit] | None:
    """The edits that write `function(expression)`; None where the expression follows a word at once.

    The first replaces the character in front, so that what takes the expression itself to a thread begins behind it.
    """
    span, text = tree.span(expression), tree.source.text
    before = text[span.start - 1]
    if before.isalnum():
        return None
    return Edit(Span(span.start - 1, span.start), f"{before}{function}("), Edit(Span(span.end, span.end), ")")
