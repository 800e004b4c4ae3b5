"""A tree in words, for people who write patterns."""

from __future__ import annotations

from collections.abc import Iterator

from asyncfix.matching._fissix import Leaf, Node
from asyncfix.matching._parser import parse
from asyncfix.matching._tables import grammar


def explain_tree(text: str) -> str:
    """The tree of a snippet, one node a line, by the names that patterns use.

    Leaves show their value and, behind it, the blanks and comments in front of them. Raises MatchingError.
    """
    return "\n".join(_lines(parse(text)))


def _lines(root: Node) -> Iterator[str]:
    waiting = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        line = "  " * depth + grammar().name(node.type)
        if isinstance(node, Leaf):
            behind = f"  after {node.prefix!r}" if node.prefix.strip(" ") else ""
            yield f"{line} {node.value!r}{behind}"
        else:
            yield line
            waiting.extend((child, depth + 1) for child in reversed(node.children))
