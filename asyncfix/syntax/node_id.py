"""The identity of a syntax node: a key for what is known of it, and the one place that asks Python for it.

Two nodes of one tree are equal where they are the same object alone, and comparing them by their parts would be wrong:
`x` is read in many places. An id means something as long as the tree lives, which the `Tree` of the file sees to.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NewType

NodeId = NewType("NodeId", int)
NO_NODE = NodeId(0)
"""In the place of an id: none."""

if TYPE_CHECKING:

    def node_id(node: ast.AST | None) -> NodeId:
        """The id of the node, or of None."""
else:
    node_id = id  # no call of our own: it is asked for millions of times
