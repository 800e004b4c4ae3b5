"""Islands: one expression or one statement as a fissix tree whose nodes know where they stand in its text."""

from __future__ import annotations

from asyncfix.files.text_edits import Span
from asyncfix.matching._errors import MatchingError
from asyncfix.matching._fissix import Node
from asyncfix.matching._fragments import Fragment
from asyncfix.matching._tables import grammar


class Island:
    """A piece of a file as fissix sees it.

    `node` is the tree of exactly that expression or statement; above it stands what makes a module of it, so
    that it can be replaced in its parent. Spans count characters of `text`.
    """

    __slots__ = ("fragment", "node", "text")

    def __init__(self, fragment: Fragment, node: Node) -> None:
        self.fragment = fragment
        self.text = fragment.text
        self.node = node

    @classmethod
    def expression(cls, text: str) -> Island:
        """One expression, which may go over several lines as it may in brackets. Raises MatchingError."""
        fragment = Fragment.expression(text)
        return cls(fragment, fragment.content[0])

    @classmethod
    def statement(cls, text: str) -> Island:
        """One statement from its first word on; its other lines may keep the indentation that they have in the file.

        Raises MatchingError.
        """
        fragment = Fragment.statements(text)
        content = fragment.content
        if len(content) != 1:
            raise MatchingError("is not one statement", 1, 1)
        (node,) = content
        if node.type != grammar().symbols["simple_stmt"]:
            return cls(fragment, node)
        statements = [child for child in node.children[:-1] if child.type != grammar().tokens["SEMI"]]
        if len(statements) != 1:
            raise MatchingError("is more than one statement", 1, 1)
        return cls(fragment, statements[0])

    def __repr__(self) -> str:
        return f"Island({self.text!r})"

    @property
    def candidates(self) -> tuple[Node, ...]:
        """The nodes that a pattern may match: the node, and the `simple_stmt` around a statement of one line."""
        line = self.node.parent
        if self.fragment.head != "(" and line is not None and line.type == grammar().symbols["simple_stmt"]:
            return self.node, line
        return (self.node,)

    def span(self, node: Node) -> Span:
        """The place of a node of this island in its text."""
        return self.fragment.span(node)
