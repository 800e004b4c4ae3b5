"""The parser: the tokens of a text to a tree of fissix's nodes, by the grammar's tables.

It makes the trees that fissix's own parser makes (a symbol with one child is that child), with one stack of
states, one of nodes, and a memory of what a token does in a state. It does not recurse.
"""

from __future__ import annotations

import sys

from asyncfix.matching._errors import IndentationMismatch, MatchingError
from asyncfix.matching._fissix import Branch, Leaf, Node
from asyncfix.matching._tables import Grammar, Move, ParserState, grammar
from asyncfix.matching._tokens import Scanner, Token

MAX_DEPTH = 250 if sys.version_info >= (3, 12) else 150
"""Deeper trees are refused: fissix's own methods recurse, and Python, the older sooner, stops them."""


_LAYOUT_NAMES = {"NEWLINE": "end of the line", "DEDENT": "end of the block", "ENDMARKER": "end of the text"}


def parse(text: str) -> Node:
    """The tree of a whole module; `str(tree) == text`. Raises MatchingError."""
    tables = grammar()
    return _Parser(tables).parse(Scanner(text, tables).tokens())


class _Parser:
    """One parse of one text."""

    def __init__(self, tables: Grammar) -> None:
        self.tables = tables
        self.decorator = tables.symbols["decorator"]
        self.stack: list[ParserState] = [tables.automaton(tables.symbols["file_input"])[0][0]]
        self.marks = [0]  # for each state on the stack, how many nodes there were when its symbol began
        self.nodes: list[Node] = []

    def parse(self, tokens: list[Token]) -> Node:
        tables, stack, marks, nodes = self.tables, self.stack, self.marks, self.nodes
        keywords, labels, name, leaf = tables.keyword_labels, tables.token_labels, tables.tokens["NAME"], Leaf
        last = Move((stack[0],))
        peak = 0
        for token in tokens:
            type_, value, prefix, place = token
            label = keywords.get(value) if type_ == name else None
            if label is None:
                label = labels.get(type_, 0)
            if last.pushed:
                drop = last.unwinds.get(label)
                if drop is None:
                    drop = self._unwind(last, label)
                if drop:
                    del stack[-drop:], marks[-drop:]
            while True:
                state = stack[-1]
                moves = state.moves
                move = moves[label] if label in moves else tables.move(state, label)
                if move is not None:
                    break
                if not state.final:
                    raise _unexpected(tables, token)
                del stack[-1]
                mark = marks.pop()
                if len(nodes) - mark > 1:
                    nodes[mark:] = [self._node(state.symbol, nodes[mark:])]
            stack[-1:] = move.states
            if move.pushed:
                marks += (len(nodes),) * move.pushed
                if len(stack) > peak:
                    peak = len(stack)
            nodes.append(leaf(type_, value, (prefix, place)))
            last = move
        root = self._node(tables.symbols["file_input"], nodes) if len(nodes) > 1 else nodes[0]
        root.used_names = {token[1] for token in tokens if token[0] == name}
        if peak > MAX_DEPTH:
            _check_depth(root)
        return root

    def _unwind(self, move: Move, label: int) -> int:
        """How many of the states that a move pushed the next label takes off again.

        Each of them has got one node, the same one, so taking them off makes no node.
        """
        drop = 0
        while drop < move.pushed:
            state = move.states[-1 - drop]
            if self.tables.move(state, label) is not None or not state.final:
                break
            drop += 1
        move.unwinds[label] = drop
        return drop

    def _node(self, symbol: int, children: list[Node]) -> Node:
        if symbol == self.decorator:
            children = _plain_decorator(self.tables, children)
        return Branch(symbol, children)


def _plain_decorator(tables: Grammar, children: list[Node]) -> list[Node]:
    """`@a.b(c)` in the shape that the old grammar has for it; other decorators as they are."""
    at, expression, newline = children
    if expression.type != tables.symbols["power"]:
        return children
    name, *trailers = expression.children
    call = trailers.pop().children if trailers[-1].children[0].value == "(" else []
    dots = [trailer.children for trailer in trailers]
    if name.type != tables.tokens["NAME"] or any(dot[0].value != "." for dot in dots):
        return children
    dotted = [name, *(leaf for dot in dots for leaf in dot)]
    for node in (*dotted, *call):
        node.parent = None
    head = Branch(tables.symbols["dotted_name"], dotted) if dots else name
    return [at, head, *call, newline]


def _unexpected(tables: Grammar, token: Token) -> MatchingError:
    type_, value, _, (line, column) = token
    if type_ == tables.tokens["INDENT"]:
        return IndentationMismatch("unexpected indentation", line, column + 1)
    what = repr(value) if value.strip() else _LAYOUT_NAMES[tables.name(type_)]
    return MatchingError(f"unexpected {what}", line, column + 1)


def _check_depth(root: Node) -> None:
    level, depth = [root], 0
    while level:
        level = [child for node in level for child in node.children]
        depth += 1
        if depth > MAX_DEPTH:
            leaf = level[0]
            while leaf.children:
                leaf = leaf.children[0]
            raise MatchingError("is nested too deeply", leaf.lineno, leaf.column + 1)
