"""fissix's pattern language, compiled to fissix's pattern classes.

    alternatives   unit... | unit...
    unit           [name =] basic [* | + | {n} | {n,m}]      or  not basic
    basic          'literal'  TOKEN_NAME  symbol  symbol< alternatives >  any  ( alternatives )  [ alternatives ]

`fissix.patcomp` does the same, but loads pickled grammars to do it, knows the symbols of the old grammar
only, and says of a mistake neither what it is nor where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from asyncfix.matching._errors import PatternError
from asyncfix.matching._fissix import (
    HUGE,
    LeafPattern,
    NegatedPattern,
    Node,
    NodePattern,
    WildcardPattern,
    sequence_matches,
)
from asyncfix.matching._tables import Grammar

_TOKEN = re.compile(
    r"(?P<space>\s+|#.*)|(?P<name>[^\W\d]\w*)|(?P<number>\d+)|(?P<sign>[]<>()[{}|=*+,])"
    r"|(?P<string>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")|(?P<wrong>.)"
)
_CLOSERS = {"<": ">", "(": ")", "[": "]", "{": "}"}
_SOFT_WORDS = frozenset(("async", "await", "match", "case", "type"))


class _Word:
    __slots__ = ("kind", "offset", "text")

    def __init__(self, kind: str, text: str, offset: int) -> None:
        self.kind = kind
        self.text = text
        self.offset = offset


class Repeated(WildcardPattern):  # type: ignore[misc]
    """A wildcard that finds what fissix's finds, in its order, the shortest first.

    fissix's own recurses once for each repetition, and swaps `sys.stderr` while it does, which no other thread
    may notice.
    """

    def optimize(self) -> Any:
        """As it is: the compiler makes no needless ones."""
        return self

    def generate_matches(self, nodes: list[Node]) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each number of leading nodes that match, with what is captured in them."""
        for count, captures in super().generate_matches(nodes) if self.content is None else self._repetitions(nodes):
            if self.name:
                captures = {**captures, self.name: nodes[:count]}
            yield count, captures

    def _repetitions(self, nodes: list[Node]) -> Iterator[tuple[int, dict[str, Any]]]:
        if not self.min:
            yield 0, {}
        open_ones = [(self._once(nodes), 0, dict[str, Any]())]
        while open_ones:
            matches, begin, earlier = open_ones[-1]
            found = next(matches, None)
            if found is None:
                open_ones.pop()
                continue
            count, captures = found[0] + begin, {**earlier, **found[1]}
            times = len(open_ones)
            if times >= self.min:
                yield count, captures
            if times < self.max and (found[0] or times < self.min):
                open_ones.append((self._once(nodes[count:]), count, captures))

    def _once(self, nodes: list[Node]) -> Iterator[tuple[int, dict[str, Any]]]:
        for alternative in self.content:
            yield from sequence_matches(alternative, nodes)


class Absent(NegatedPattern):  # type: ignore[misc]
    """`not x`: takes no node, so it is never all of a match."""

    def match(self, node: Node, results: dict[str, Any] | None = None) -> bool:
        """False."""
        return False


def _group(choices: list[list[Any]]) -> Any:
    """One of several sequences; a single pattern stands for itself."""
    return choices[0][0] if len(choices) == len(choices[0]) == 1 else Repeated(choices, min=1, max=1)


class Compiler:
    """Compiles one pattern."""

    def __init__(self, text: str, grammar: Grammar) -> None:
        self.text = text
        self.grammar = grammar
        self.captures: set[str] = set()
        self.words = list(self._words())
        self.at = 0

    def compile(self) -> Any:
        """The pattern of the whole text. Raises PatternError."""
        if self.words[0].kind == "end":
            self._fail("the pattern is empty", self.words[0])
        choices = self._alternatives()
        if self._peek().kind != "end":
            self._fail(f"unexpected {self._peek().text!r}", self._peek())
        return _group(choices)

    def _words(self) -> Iterator[_Word]:
        for found in _TOKEN.finditer(self.text):
            kind = found.lastgroup or ""
            word = _Word(kind, found[0], found.start())
            if kind == "wrong":
                what = "the string is never closed" if word.text in "'\"" else f"unexpected {word.text!r}"
                self._fail(what, word)
            if kind != "space":
                yield word
        yield _Word("end", "", len(self.text))

    def _fail(self, message: str, word: _Word) -> NoReturn:
        raise PatternError(message, self.text, word.offset)

    def _peek(self, ahead: int = 0) -> _Word:
        return self.words[min(self.at + ahead, len(self.words) - 1)]

    def _next(self) -> _Word:
        word = self._peek()
        self.at += 1
        return word

    def _take(self, sign: str) -> bool:
        """Take a sign if it is the next word."""
        if self._peek().kind == "sign" and self._peek().text == sign:
            self.at += 1
            return True
        return False

    def _close(self, opener: _Word) -> None:
        word = self._peek()
        if not self._take(_CLOSERS[opener.text]):
            if word.kind == "end":
                self._fail(f"{opener.text!r} is never closed", opener)
            self._fail(f"expected {_CLOSERS[opener.text]!r}, not {word.text!r}", word)

    def _alternatives(self) -> list[list[Any]]:
        choices = [self._sequence()]
        while self._take("|"):
            choices.append(self._sequence())
        return choices

    def _sequence(self) -> list[Any]:
        units = []
        while self._peek().kind in ("name", "string") or self._peek().text in ("(", "["):
            units.append(self._unit())
        if not units:
            word = self._peek()
            self._fail(f"expected a pattern, not {word.text!r}" if word.text else "the pattern ends too early", word)
        return units

    def _unit(self) -> Any:
        first = self._peek()
        if first.text == "not":
            self.at += 1
            return Absent(self._basic())
        capture = None
        if first.kind == "name" and self._peek(1).text == "=":
            self.at += 2
            capture = first.text
            self.captures.add(capture)
        pattern = self._optional() if self._peek().text == "[" else self._repeated()
        if capture and pattern.name:
            pattern = Repeated([[pattern]], min=1, max=1)
        if capture:
            pattern.name = capture
        return pattern

    def _optional(self) -> Any:
        opener = self._next()
        choices = self._alternatives()
        self._close(opener)
        if self._peek().text in ("*", "+", "{"):
            self._fail("an optional part can't be repeated; use round brackets", self._peek())
        return Repeated(choices, min=0, max=1)

    def _repeated(self) -> Any:
        pattern = self._basic()
        sign = self._peek()
        if sign.text not in ("*", "+", "{"):
            return pattern
        self.at += 1
        if sign.text == "{":
            least, most = self._bounds(sign)
        else:
            least, most = int(sign.text == "+"), HUGE
        if (least, most) == (1, 1):
            return pattern
        anything = type(pattern) is NodePattern and (pattern.type, pattern.content, pattern.name) == (None, None, None)
        return Repeated(None if anything else [[pattern]], min=least, max=most)

    def _bounds(self, opener: _Word) -> tuple[int, int]:
        least = most = self._number()
        if self._take(","):
            most = self._number()
        self._close(opener)
        if most < max(least, 1):
            self._fail(f"{{{least},{most}}} is no number of times", opener)
        return least, most

    def _number(self) -> int:
        word = self._next()
        if word.kind != "number":
            self._fail("expected a number", word)
        return int(word.text)

    def _basic(self) -> Any:
        word = self._next()
        if word.kind == "string":
            return self._literal(word)
        if word.kind == "name" and word.text.isupper():
            return self._token(word)
        if word.kind == "name" and word.text != "not":
            return self._symbol(word)
        if word.text != "(":
            self._fail(f"expected a pattern, not {word.text!r}" if word.text else "the pattern ends too early", word)
        choices = self._alternatives()
        self._close(word)
        return _group(choices)

    def _literal(self, word: _Word) -> Any:
        value = word.text[1:-1]
        if "\\" in value:
            from ast import literal_eval

            value = literal_eval(word.text)
        if not value:
            self._fail("an empty string matches no token", word)
        if value in _SOFT_WORDS or not value[0].isalpha() or value[-1] in "'\"":
            return LeafPattern(self.grammar.operators.get(value), value)
        return LeafPattern(self.grammar.tokens["NAME"], value)

    def _token(self, word: _Word) -> Any:
        if word.text != "TOKEN" and word.text not in self.grammar.tokens:
            self._fail(f"no token is called {word.text}{self._hint(word.text, self.grammar.tokens)}", word)
        if self._peek().text == "<":
            self._fail("a token has no parts", self._peek())
        return LeafPattern(self.grammar.tokens.get(word.text))

    def _symbol(self, word: _Word) -> Any:
        if word.text != "any" and word.text not in self.grammar.symbols:
            self._fail(f"no symbol is called {word.text}{self._hint(word.text, self.grammar.symbols)}", word)
        symbol = self.grammar.symbols.get(word.text)
        opener = self._peek()
        if not self._take("<"):
            return NodePattern(symbol)
        choices = self._alternatives()
        self._close(opener)
        if len(choices) > 1 or any(isinstance(unit, Absent) for unit in choices[0]):
            return NodePattern(symbol, [Repeated(choices, min=1, max=1)])
        return NodePattern(symbol, choices[0])

    def _hint(self, word: str, known: dict[str, int]) -> str:
        from difflib import get_close_matches

        near = get_close_matches(word, known, n=1)
        return f"; did you mean {near[0]}?" if near else ""
