"""Makes the parser tables from fissix's grammar and the rules in `modern.grammar`.

`python -m asyncfix.matching._generate` writes them to `tables.txt` beside this file. Where the installed
fissix has another grammar than the one that file was made from, they are made in memory instead.
Nothing that belongs to fissix is changed: its generator works on a text of ours.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from asyncfix.matching._fissix import GRAMMAR_FILE
from asyncfix.matching._tables import EXTENSION, TABLES, fingerprint

NEW_TOKENS = {
    "MATCH": 200,
    "CASE": 201,
    "TYPE": 202,
    "EXCLAMATION": 203,
    "FSTRING_START": 204,
    "FSTRING_MIDDLE": 205,
    "FSTRING_END": 206,
    "TSTRING_START": 207,
}
"""Token types that fissix has not; far above its own and below its symbols, which begin at 256."""

START_SYMBOL = "file_input"

_RULE = re.compile(r"^(\w+):", re.MULTILINE)
_COMMENT = re.compile(r"#.*")
_WORD = re.compile(r"'[^']*'|\w+")


def rules(grammar: str) -> dict[str, str]:
    """The rules of a grammar text by name, in order, each with its name and without comments."""
    text = _COMMENT.sub("", grammar)
    starts = [*_RULE.finditer(text)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {match[1]: text[match.start() : end].strip() for match, end in zip(starts, ends, strict=True)}


def reachable(all_rules: dict[str, str]) -> dict[str, str]:
    """The rules that the start symbol leads to, itself first: what Python 2 alone had is left out."""
    found = [START_SYMBOL]
    for name in found:
        _, _, body = all_rules[name].partition(":")
        words = [word for word in _WORD.findall(body) if word in all_rules]
        found += [word for word in dict.fromkeys(words) if word not in found]
    return {name: all_rules[name] for name in found}


def symbol_names(base: dict[str, str], extension: dict[str, str]) -> list[str]:
    """All symbols in the order of their numbers: fissix's, as its generator counts them, then the new ones."""
    start, *_ = base
    old = [start, *sorted(base.keys() - {start})]
    return old + sorted(extension.keys() - base.keys())


def generate(base_text: str, extension_text: str) -> str:
    """The tables as `_tables.Grammar` reads them."""
    base, extension = rules(base_text), rules(extension_text)
    names = symbol_names(base, extension)
    grammar = _pgen(reachable({**base, **extension}))
    numbers = {name: 256 + index for index, name in enumerate(names)}
    renumbered = {old: numbers[name] for name, old in grammar.symbol2number.items()}
    head = [
        "Parser tables. Made by `python -m asyncfix.matching._generate`: do not edit.",
        fingerprint(base_text, extension_text),
        " ".join(names),
        " ".join(f"{name} {number}" for name, number in _token_types().items()),
        " ".join(f"{operator} {number}" for operator, number in _operators().items()),
        " ".join(_label(label, renumbered) for label in grammar.labels),
    ]
    rows = sorted((renumbered[number], dfa) for number, dfa in grammar.dfas.items())
    return "\n".join([*head, *(_row(number, states, first) for number, (states, first) in rows)]) + "\n"


def _label(label: tuple[int, str | None], renumbered: dict[int, int]) -> str:
    number, word = label
    return f"{renumbered.get(number, number)}:{word or ''}"


def _row(number: int, states: list[list[tuple[int, int]]], first: dict[int, int]) -> str:
    """One symbol: its number, the labels it may begin with, and its states; an arc 0 marks a final state."""
    arcs = [" ".join(f"{label}>{target}" for label, target in state) for state in states]
    return f"{number}|{' '.join(map(str, sorted(first)))}|{';'.join(arcs)}"


def _pgen(chosen: dict[str, str]) -> Any:
    from fissix.pgen2 import pgen

    class Generator(pgen.ParserGenerator):  # type: ignore[misc]
        """Knows the new tokens by name, beside those in fissix's own list."""

        def make_label(self, grammar: Any, label: str) -> int:
            number = NEW_TOKENS.get(label)
            if number is None:
                return int(super().make_label(grammar, label))
            if number not in grammar.tokens:
                grammar.tokens[number] = len(grammar.labels)
                grammar.labels.append((number, None))
            return int(grammar.tokens[number])

    text = "\n".join(chosen.values()) + "\n"
    return Generator("grammar", io.StringIO(text)).make_grammar()


def _token_types() -> dict[str, int]:
    from fissix.pgen2 import token

    return {name: number for number, name in token.tok_name.items() if number < token.N_TOKENS} | NEW_TOKENS


def _operators() -> dict[str, int]:
    from fissix.pgen2 import grammar

    return {**grammar.opmap, "!": NEW_TOKENS["EXCLAMATION"]}


def main() -> None:
    """Write the tables for the installed fissix."""
    text = generate(Path(GRAMMAR_FILE).read_text("utf-8"), Path(EXTENSION).read_text("utf-8"))
    Path(TABLES).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
