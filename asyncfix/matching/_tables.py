"""The grammar as tables: symbols, tokens, labels, and one finite automaton a symbol.

The tables ship as a file of one line per symbol. A line is decoded when the parser first comes to its symbol,
so that a run that matches a few calls pays for the part of the grammar that calls need.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache

from asyncfix.matching._fissix import GRAMMAR_FILE

_HERE = os.path.dirname(__file__)
EXTENSION = os.path.join(_HERE, "modern.grammar")
TABLES = os.path.join(_HERE, "tables.txt")


def fingerprint(base_text: str, extension_text: str) -> str:
    """The fingerprint of the grammar that the tables were made from."""
    inputs = f"{base_text}\0{extension_text}".encode()
    return hashlib.blake2b(inputs, digest_size=16).hexdigest()


class ParserState:
    """One state of a symbol's automaton."""

    __slots__ = ("arcs", "final", "moves", "symbol")

    def __init__(self, symbol: int, arcs: list[tuple[int, int]], final: bool) -> None:
        self.symbol = symbol
        self.arcs = arcs  # (label, index of the next state of the same symbol)
        self.final = final
        self.moves: dict[int, Move | None] = {}  # by label; filled as the parser asks

    def __repr__(self) -> str:
        return f"State(symbol={self.symbol}, arcs={self.arcs}, final={self.final})"


class Move:
    """The states that a token puts in the place of a state on the parser's stack.

    The last of them has the token shifted; those between were pushed, one for each symbol that the token
    begins. `unwinds` remembers how many of those pushed a following label takes off again.
    """

    __slots__ = ("pushed", "states", "unwinds")

    def __init__(self, states: tuple[ParserState, ...]) -> None:
        self.states = states
        self.pushed = len(states) - 1
        self.unwinds: dict[int, int] = {}


class Grammar:
    """Decoded tables. Shared by all threads: what is filled in later comes out the same from each of them."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        names = lines[2].split(" ")
        self.fingerprint = lines[1]
        self.symbols = {name: 256 + index for index, name in enumerate(names)}
        self.tokens = _pairs(lines[3])
        self.operators = _pairs(lines[4])
        self.labels: list[int] = []  # the token type or symbol number of each label
        self.keyword_labels: dict[str, int] = {}
        self.token_labels: dict[int, int] = {}
        for index, entry in enumerate(lines[5].split(" ")):
            number, _, word = entry.partition(":")
            self.labels.append(int(number))
            if word and index:
                self.keyword_labels[word] = index
            elif index:
                self.token_labels[int(number)] = index
        self._rows = {int(row[:3]): row for row in lines[6:] if row}
        self._automata: dict[int, tuple[list[ParserState], frozenset[int]]] = {}

    def name(self, number: int) -> str:
        """The name of a symbol or of a token type."""
        known = self.symbols if number >= 256 else self.tokens
        return next((name for name, value in known.items() if value == number), str(number))

    def automaton(self, symbol: int) -> tuple[list[ParserState], frozenset[int]]:
        """The states of a symbol, the first one first, and the labels that it may begin with."""
        known = self._automata.get(symbol)
        if known is None:
            _, first, states = self._rows[symbol].split("|")
            known = [_state(symbol, arcs) for arcs in states.split(";")], frozenset(map(int, first.split(" ")))
            known = self._automata.setdefault(symbol, known)
        return known

    def move(self, state: ParserState, label: int) -> Move | None:
        """The move of a token of this label in a state; None where the state has no way on with it."""
        found = self._path(state, label)
        state.moves[label] = move = Move(found) if found else None
        return move

    def _path(self, state: ParserState, label: int) -> tuple[ParserState, ...]:
        states = self.automaton(state.symbol)[0]
        for arc, target in state.arcs:
            if arc == label:
                return (states[target],)
            if self.labels[arc] >= 256:
                inner, first = self.automaton(self.labels[arc])
                if label in first:
                    return (states[target], *self._path(inner[0], label))
        return ()


def _pairs(line: str) -> dict[str, int]:
    words = iter(line.split(" "))
    return {word: int(number) for word, number in zip(words, words, strict=True)}


def _state(symbol: int, text: str) -> ParserState:
    arcs = [(int(label), int(target)) for label, _, target in (arc.partition(">") for arc in text.split(" "))]
    return ParserState(symbol, [arc for arc in arcs if arc[0]], any(not label for label, _ in arcs))


@cache
def grammar() -> Grammar:
    """The tables for the installed fissix: the shipped ones, or new ones where those are of another grammar."""
    base, extension = _read(GRAMMAR_FILE), _read(EXTENSION)
    shipped = _read(TABLES)
    if shipped.split("\n", 2)[1] == fingerprint(base, extension):
        return Grammar(shipped)
    from asyncfix.matching._generate import generate

    return Grammar(generate(base, extension))


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as stream:
        return stream.read()
