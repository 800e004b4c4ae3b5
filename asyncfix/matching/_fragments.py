"""Pieces of code that are no module: each is set between a head and a tail that make a module of it."""

from __future__ import annotations

from collections.abc import Iterator

from asyncfix.files.text_edits import Span
from asyncfix.matching._errors import IndentationMismatch, MatchingError
from asyncfix.matching._fissix import Leaf, Node
from asyncfix.matching._parser import parse
from asyncfix.matching._tables import grammar
from asyncfix.matching._tokens import TokenLines, indentation

LAYOUT = frozenset(grammar().tokens[name] for name in ("NEWLINE", "INDENT", "DEDENT", "ENDMARKER"))
"""Tokens that stand for line ends and indentation."""


def leaves(node: Node) -> Iterator[Leaf]:
    """The leaves of a tree in order. Does not recurse, as fissix's own method does."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Leaf):
            yield node
        else:
            waiting.extend(reversed(node.children))


class Fragment:
    """A text, and the tree of the module `head + text + tail`."""

    __slots__ = ("head", "lines", "root", "tail", "text")

    def __init__(self, text: str, head: str, tail: str, root: Node) -> None:
        self.text = text
        self.head = head
        self.tail = tail
        self.root = root
        self.lines = TokenLines(head + text + tail)

    @classmethod
    def parse(cls, text: str, head: str = "", tail: str = "") -> Fragment:
        """Raises MatchingError, with the place in `text`."""
        try:
            root = parse(head + text + tail)
        except MatchingError as error:
            first = head.count("\n") + 1
            line = min(error.line - first + 1, len(TokenLines(text).contents))
            indent = len(head) - head.rfind("\n") - 1 if line == 1 else 0
            raise type(error)(error.message, max(line, 1), max(error.column - indent, 1)) from None
        return cls(text, head, tail, root)

    @classmethod
    def expression(cls, text: str) -> Fragment:
        """A text that stands in brackets, so that its line ends mean nothing."""
        fragment = cls.parse(text, "(", "\n)")
        statement = fragment.root.children[0]
        brackets = statement.children[0]
        symbols = grammar().symbols
        if (
            statement.type != symbols["simple_stmt"]
            or len(statement.children) != 2
            or brackets.type != symbols["atom"]
            or len(brackets.children) != 3
        ):
            raise MatchingError("is not one expression", 1, 1)
        return fragment

    @classmethod
    def statements(cls, text: str) -> Fragment:
        """Statements, of which the first begins the text; later lines may be indented as in the file.

        Where lines that continue the first statement (`else:`, what is decorated) are indented, the text by
        itself is no module: the first of them does not fit, and tells the indentation that the first line had.
        """
        try:
            return cls.parse(text)
        except IndentationMismatch as error:
            indent = indentation(TokenLines(text).contents[error.line - 1])
            if not indent:
                raise
            fragment = cls.parse(text, "if 1:\n" + indent)
            if len(fragment.root.children) != 2:
                raise  # a line that is indented less than the first
            return fragment

    @property
    def content(self) -> list[Node]:
        """The nodes between the head and the tail: the expression, or the statements."""
        if self.head == "(":
            return [self.root.children[0].children[0].children[1]]
        if not self.head:
            return list(self.root.children[:-1])
        return list(self.root.children[0].children[3].children[2:-1])

    def offset(self, leaf: Leaf) -> int:
        """The offset of the value of a leaf in the text."""
        return self.lines.offset((leaf.lineno, leaf.column)) - len(self.head)

    def span(self, node: Node) -> Span:
        """The place of a node of this tree in the text: from its first word to its last, without line ends."""
        words = [leaf for leaf in leaves(node) if leaf.type not in LAYOUT]
        if not words:
            start = self.offset(next(leaves(node)))
            return Span(start, start)
        return Span(self.offset(words[0]), self.offset(words[-1]) + len(words[-1].value))

    def unwrap(self, root: Node) -> str:
        """The text of a changed copy of the tree. Raises MatchingError where head or tail were changed."""
        module = str(root)
        if not module.startswith(self.head) or not module.endswith(self.tail):
            raise MatchingError("the transform changes code outside of what it was given")
        return module[len(self.head) : len(module) - len(self.tail)]
