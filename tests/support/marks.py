"""Programs in which the place that a test is about is marked: `«time.sleep»(1)`."""

from __future__ import annotations

import re

from asyncfix.files.source import Source
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_path import FSTRINGS, NodePath, walk_paths
from asyncfix.syntax.tree import Tree


def marked(text: str) -> tuple[Tree, NodePath]:
    """The program without its marks, and the path to the expression that they enclose."""
    tree, paths = all_marked(text)
    (path,) = paths
    return tree, path


def all_marked(text: str) -> tuple[Tree, list[NodePath]]:
    """The same for several marked expressions, in order."""
    spans: list[Span] = []
    for number, match in enumerate(re.finditer("«(.*?)»", text, re.DOTALL)):
        start = match.start() - 2 * number
        spans.append(Span(start, start + len(match[1])))
    tree = Tree(Source(re.sub("[«»]", "", text).encode()))
    return tree, [_path(tree, span) for span in spans]


def _path(tree: Tree, span: Span) -> NodePath:
    path = tree.path(span.start)
    tree.place_fstring(path[-1].node)
    below = walk_paths(path) if isinstance(path[-1].node, FSTRINGS) else iter(())
    candidates = [*(path[: end + 1] for end in range(1, len(path))), *below]
    return next(
        one for one in reversed(candidates) if hasattr(one[-1].node, "lineno") and tree.span(one[-1].node) == span
    )
