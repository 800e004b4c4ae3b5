"""Every place of a file that a pattern matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from asyncfix.files.text_edits import Span
from asyncfix.matching._fissix import Branch, Leaf, Node
from asyncfix.matching._fragments import leaves
from asyncfix.matching._parser import parse
from asyncfix.matching._pattern import Pattern
from asyncfix.matching._tables import grammar

_OPEN_ENDED = re.compile(r"[|\[*]|\bnot\b|\{")
_WORD = re.compile(r"(['\"])([^\W\d]\w*)\1")


class Match(NamedTuple):
    """One place, and the captured pieces in order of place."""

    span: Span
    captures: tuple[tuple[str, Span], ...]


def find(text: str, pattern: Pattern) -> Iterator[Match]:
    """The places in order, those inside others included. Raises MatchingError where the text can't be parsed."""
    root = parse(text)
    spans: dict[int, Span] = {}
    at = 0
    for leaf in leaves(root):
        start = at + len(leaf.prefix)
        at = start + len(leaf.value)
        spans[id(leaf)] = Span(start, at)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        waiting.extend(reversed(node.children))
        inner = [match for call in _calls_in(node, spans) if (match := _match(call, pattern, spans))]
        whole = _match(node, pattern, spans)
        if whole and not any(match.span.end == whole.span.end for match in inner):
            yield whole
        yield from inner


def _match(node: Node, pattern: Pattern, spans: dict[int, Span]) -> Match | None:
    found = pattern.nodes(node)
    if found is None:
        return None
    pieces = [(name, _span(piece, spans)) for name, piece in found.items()]
    known = sorted((span, name) for name, span in pieces if span is not None)
    return Match(_span(node, spans) or Span(0, 0), tuple((name, span) for span, name in known))


def _calls_in(node: Node, spans: dict[int, Span]) -> Iterator[Node]:
    """The calls that a `power` holds beside itself, as recipes see them: `a.b(c)` in `await a.b(c).d`.

    They are copies, whose words are entered among the spans.
    """
    if node.type != grammar().symbols["power"]:
        return
    first = int(node.children[0].type == grammar().tokens["AWAIT"])
    for index, child in enumerate(node.children):
        whole = not first and index == len(node.children) - 1
        if index > first and not whole and child.children and str(child.children[0]).strip() == "(":
            parts = node.children[first : index + 1]
            copy = Branch(node.type, [part.clone() for part in parts])
            originals = (leaf for part in parts for leaf in leaves(part))
            for original, leaf in zip(originals, leaves(copy), strict=True):
                spans[id(leaf)] = spans[id(original)]
            yield copy


def _span(piece: Node | list[Node], spans: dict[int, Span]) -> Span | None:
    """From the first word of the piece to its last; None where it has no words."""
    nodes = piece if isinstance(piece, list) else [piece]
    words = [spans[id(leaf)] for node in nodes for leaf in leaves(node) if leaf.value.strip()]
    return Span(words[0].start, words[-1].end) if words else None


def required_words(pattern: str) -> frozenset[str]:
    """Words that stand in every text that the pattern matches; none where that takes more than a look at it."""
    quoted = _WORD.sub("", pattern)
    if _OPEN_ENDED.search(re.sub(r"(['\"]).*?\1|\w+\s*\*", "", quoted)):
        return frozenset()
    return frozenset(found[2] for found in _WORD.finditer(pattern))


def type_name(node: Node) -> str:
    """The name of the symbol or token that a node is, as patterns write it."""
    return grammar().name(node.type)


def is_leaf(node: Node) -> bool:
    """True for a token."""
    return isinstance(node, Leaf)
