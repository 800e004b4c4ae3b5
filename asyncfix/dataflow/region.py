"""The part of a function that is to leave the event loop."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_path import FUNCTIONS, NodePath
from asyncfix.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Region:
    """One expression, or some statements that follow each other in one list, inside one function.

    `path` leads from the module to the expression, or to the first of the statements. `length`
    counts the statements; it is 1 for an expression. `as_list` asks for a list of what an expression
    iterates, so that it is iterated in the region.
    """

    path: NodePath
    length: int = 1
    as_list: bool = False

    @property
    def node(self) -> ast.AST:
        """The expression, or the first statement."""
        return self.path[-1].node

    @property
    def is_expression(self) -> bool:
        return isinstance(self.node, ast.expr)

    @property
    def block(self) -> list[ast.stmt]:
        """The list of statements that the first statement is in."""
        found: list[ast.stmt] = getattr(self.path[-2].node, self.path[-1].field)
        return found

    @property
    def start(self) -> int:
        """The index of the first statement in its list."""
        return next(index for index, statement in enumerate(self.block) if statement is self.node)

    @property
    def statements(self) -> list[ast.stmt]:
        """The statements of the region; none for an expression."""
        if self.is_expression:
            return []
        return self.block[self.start : self.start + self.length]

    @property
    def roots(self) -> list[ast.AST]:
        """The nodes of the region: its statements, or its expression."""
        return [self.node] if self.is_expression else list(self.statements)

    @property
    def is_last(self) -> bool:
        """True where no statement follows in the list."""
        return self.start + self.length >= len(self.block)

    @property
    def function_path(self) -> NodePath:
        """The path to the function (or lambda) whose body the region is in; the module's where there is none."""
        for index in range(len(self.path) - 1, 0, -1):
            if isinstance(self.path[index - 1].node, (*FUNCTIONS, ast.Lambda)) and self.path[index].field == "body":
                return self.path[:index]
        return self.path[:1]

    def span(self, tree: Tree) -> Span:
        """The characters from the first to the last token of the region."""
        first, last = self.roots[0], self.roots[-1]
        decorators = getattr(first, "decorator_list", None)
        start = tree.span(first).start
        if decorators:
            start = tree.source.text.rindex("@", 0, tree.span(decorators[0]).start)
        return Span(start, tree.span(last).end)
