"""What the tests of the matching package share: looking into trees."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from asyncfix.matching import Node, Pattern, explain_tree, parse_module

SLEEP = Pattern.compile("power< [AWAIT] 'time' trailer< '.' 'sleep' > trailer< '(' delay=any ')' > any* >")


def every_node(root: Node) -> Iterator[Node]:
    """All nodes of a tree, from the root down, in the order of the text."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(node.children))


def shape(root: Node) -> list[tuple[Any, ...]]:
    """All that two equal trees have in common: types, values, prefixes, places, numbers of children."""
    return [
        (node.type, node.value, node.prefix, node.lineno, node.column)
        if not node.children
        else (node.type, len(node.children))
        for node in every_node(root)
    ]


def matches(pattern: Pattern, text: str) -> list[dict[str, Any]]:
    """What a pattern finds in a whole file."""
    found = (pattern.nodes(node) for node in every_node(parse_module(text)))
    return [captures for captures in found if captures is not None]


def symbols(text: str) -> set[str]:
    """The names of the symbols and tokens in the tree of a text."""
    return {line.split()[0] for line in explain_tree(text).splitlines()}
