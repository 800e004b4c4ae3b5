"""Classic fissix transforms, which change a tree in place, run on a copy of an island."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asyncfix.matching._errors import MatchingError
from asyncfix.matching._fissix import Node
from asyncfix.matching._island import Island
from asyncfix.matching._pattern import Pattern

Transform = Callable[[Node, dict[str, Any]], Node | None]
"""As `fissix.fixer_base.BaseFix.transform`: it changes the node in place, or returns what takes its place."""


def transform(island: Island, fn: Transform, pattern: Pattern | None = None) -> str:
    """The text of the island after a transform; the island itself stays as it is.

    `fn` gets the node and the captures that `BaseFix.match` would give it: `node`, and the names of the pattern.
    Raises MatchingError where the pattern does not match, where the transform changes code outside of the island
    (an import at the top of the file belongs to the recipe's imports), and where the tree nests too deeply.
    What `fn` raises is passed on.
    """
    for candidate in island.candidates:
        root, node = _copy(island, candidate)
        captures = {} if pattern is None else pattern.nodes(node)
        if captures is None:
            continue
        result = fn(node, {"node": node, **captures})
        if result is not None and result is not node:
            node.replace(result)
        return island.fragment.unwrap(root)
    raise MatchingError("the pattern does not match")


def _copy(island: Island, node: Node) -> tuple[Node, Node]:
    """A copy of the island's whole tree, and in it the copy of a node."""
    path: list[int] = []
    while node.parent is not None:
        path.append(next(index for index, child in enumerate(node.parent.children) if child is node))
        node = node.parent
    try:
        root = node.clone()
    except RecursionError:
        raise MatchingError("is nested too deeply to be copied") from None
    copy = root
    for index in reversed(path):
        copy = copy.children[index]
    return root, copy
