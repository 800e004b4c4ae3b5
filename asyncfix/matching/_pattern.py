"""Patterns: what shape an island has, and which pieces of it have names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from asyncfix.files.text_edits import Span
from asyncfix.matching._errors import MatchingError
from asyncfix.matching._fissix import Node
from asyncfix.matching._island import Island
from asyncfix.matching._pattern_syntax import Compiler
from asyncfix.matching._tables import grammar


@dataclass(frozen=True, slots=True)
class Capture:
    """A named piece of a match.

    `text` is what stands at `span` of the island's text, comments inside it included. A name on something that
    may match any number of nodes has `several` set and spans all of them; where it matched none, the
    text is empty and the span, at the end of the island, says nothing.
    """

    span: Span
    text: str
    several: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern in fissix's language. May be used by several threads at once."""

    text: str
    captures: frozenset[str]
    _root: Any

    @classmethod
    def compile(cls, text: str) -> Pattern:
        """Raises PatternError, which knows the place of the mistake."""
        compiler = Compiler(text, grammar())
        root = compiler.compile()
        return cls(text, frozenset(compiler.captures), root)

    def __reduce__(self) -> tuple[object, ...]:
        return Pattern.compile, (self.text,)

    def match(self, island: Island) -> Mapping[str, Capture] | None:
        """The captures by name, read-only; a name in a part that was left out is missing. None without a match."""
        for node in island.candidates:
            found = self.nodes(node)
            if found is not None:
                return MappingProxyType({name: _capture(island, piece) for name, piece in found.items()})
        return None

    def nodes(self, node: Node) -> dict[str, Any] | None:
        """The captures of fissix's own `match` in exactly this node: name to node, or to a list of them."""
        found: dict[str, Any] = {}
        try:
            return found if self._root.match(node, found) else None
        except RecursionError:
            raise MatchingError("is nested too deeply for the pattern") from None


def _capture(island: Island, piece: Node | list[Node]) -> Capture:
    several = isinstance(piece, list)
    spans = [island.span(node) for node in (piece if several else [piece])]
    end = len(island.text)
    span = Span(spans[0].start, spans[-1].end) if spans else Span(end, end)
    return Capture(span, island.text[span.start : span.end], several)
