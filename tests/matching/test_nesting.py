"""Code that nests too deeply is refused with a reason, and long code is not taken for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from asyncfix.matching import Island, MatchingError, Pattern, explain_tree, parse_module, smallest_edits, transform
from tests.support.trees import every_node

CALL = Pattern.compile("power< any+ trailer< '(' args=any* ')' > >")

DEEP = {
    "brackets": "(" * 2000 + "x" + ")" * 2000,
    "calls": "f(" * 2000 + "x" + ")" * 2000,
    "subscripts": "x[" * 2000 + "x" + "]" * 2000,
    "nots": "not " * 3000 + "x",
    "signs": "-" * 3000 + "x",
    "powers": "x**" * 3000 + "x",
    "lambdas": "lambda: " * 3000 + "x",
    "conditions": "x if y else " * 3000 + "x",
}
LONG = {
    "a chain of calls": "x" + ".a()" * 3000,
    "a chain of subscripts": "x" + "[0]" * 3000,
    "a sum": "+".join("x" * 3000),
    "a chain of comparisons": "<".join("x" * 3000),
    "a list": "[" + "x," * 3000 + "]",
    "arguments": "f(" + "x," * 3000 + ")",
    "brackets that Python still takes": "(" * 80 + "x" + ")" * 80,
    "calls that Python still takes": "f(" * 50 + "x" + ")" * 50,
    "strings": "'x' " * 3000 + "'y'",
}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("read", [parse_module, Island.expression, Island.statement, explain_tree])
def test_deep_code_is_refused(name: str, read: Callable[[str], object]) -> None:
    with pytest.raises(MatchingError):
        read(DEEP[name])


@pytest.mark.parametrize("name", DEEP)
def test_deep_code_is_refused_when_edited(name: str) -> None:
    with pytest.raises(MatchingError):
        smallest_edits("x", DEEP[name])


def test_deep_blocks_are_refused() -> None:
    text = "".join(" " * depth + "if x:\n" for depth in range(60)) + " " * 60 + "y\n"
    assert str(parse_module(text)) == text
    with pytest.raises(MatchingError):
        parse_module("".join(" " * depth + "if x:\n" for depth in range(1000)) + " " * 1000 + "y\n")


@pytest.mark.parametrize("name", LONG)
def test_long_code_is_an_island_like_any_other(name: str) -> None:
    text = LONG[name]
    island = Island.expression(text)
    assert str(island.node) == text
    assert str(parse_module(text)) == text
    CALL.match(island)
    assert transform(island, lambda node, _: None) == text
    assert len(smallest_edits(text, f"await g({text})")) <= 3
    assert sum(1 for _ in every_node(island.node)) > 50


def test_long_chain_is_matched() -> None:
    captures = CALL.match(Island.expression(LONG["a chain of calls"] + ".b(c)"))
    assert captures is not None
    assert captures["args"].text == "c"


def test_many_statements_are_no_nesting() -> None:
    text = "x = 1\n" * 5000 + "if x: pass\nelif y: pass\n" + "elif z: pass\n" * 3000
    assert str(parse_module(text)) == text


def test_deepest_tree_that_is_taken_can_be_used() -> None:
    depth = 10
    while True:
        try:
            island = Island.expression("not " * depth + "f(x)")
        except MatchingError:
            break
        assert str(island.node.clone()) == island.text
        assert transform(island, lambda node, _: None) == island.text
        depth += 10
    assert depth > 100
