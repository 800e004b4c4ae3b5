"""Classic in-place transforms run on a copy of an island, and lead to small edits."""

from __future__ import annotations

from typing import Any

import pytest
from fissix.fixer_util import Name, touch_import

from asyncfix.files.text_edits import apply_edits
from asyncfix.matching import Island, MatchingError, Node, Pattern, smallest_edits, transform

SLEEP = Pattern.compile("power< module='time' trailer< '.' 'sleep' > trailer< '(' args=any* ')' > >")


def sleep_with_asyncio(node: Node, captures: dict[str, Any]) -> None:
    captures["module"].replace(Name("asyncio", prefix=captures["module"].prefix))
    first = node.children[0]
    first.value = f"await {first.value}"


def test_change_in_place_gives_the_new_text() -> None:
    island = Island.expression("time.sleep(  # why\n  1)")
    new = transform(island, sleep_with_asyncio, SLEEP)
    assert new == "await asyncio.sleep(  # why\n  1)"
    edits = smallest_edits(island.text, new)
    assert [(edit.span.start, edit.text) for edit in edits] == [(0, "await asyncio")]
    assert apply_edits(island.text, edits) == new


def test_island_itself_stays_as_it_is() -> None:
    island = Island.expression("time.sleep(1)")
    transform(island, sleep_with_asyncio, SLEEP)
    assert str(island.node) == "time.sleep(1)"
    assert SLEEP.match(island) is not None


def test_returned_node_takes_the_place_of_the_old_one() -> None:
    assert transform(Island.expression("f(x)"), lambda node, _: Name("y", prefix=node.prefix)) == "y"
    assert transform(Island.statement("x = f(x)"), lambda node, _: Name("y")) == "y"
    assert transform(Island.expression("f(x)"), lambda node, _: node) == "f(x)"


def test_transform_may_replace_its_node_itself() -> None:
    def fn(node: Node, _: dict[str, Any]) -> None:
        node.replace(Name("y"))

    assert transform(Island.expression("f(\n x)"), fn) == "y"


def test_captures_are_nodes_of_the_copy() -> None:
    seen: dict[str, Any] = {}
    island = Island.expression("time.sleep(a)")
    transform(island, lambda node, captures: seen.update(captures), SLEEP)
    assert seen.keys() == {"node", "module", "args"}
    assert [str(node) for node in seen["args"]] == ["a"]
    assert seen["node"] is not island.node


def test_pattern_may_speak_of_the_line_of_a_statement() -> None:
    pattern = Pattern.compile("simple_stmt< call=power< any* > any >")

    def fn(node: Node, captures: dict[str, Any]) -> None:
        captures["call"].replace(Name("y"))

    assert transform(Island.statement("f(x)  # why"), fn, pattern) == "y  # why"


def test_block_with_the_indentation_of_its_file_keeps_it() -> None:
    text = "if a:\n        time.sleep(1)\n    else:\n        b"

    def fn(node: Node, _: dict[str, Any]) -> None:
        node.children[1].replace(Name("c", prefix=" "))

    assert transform(Island.statement(text), fn, Pattern.compile("if_stmt< any* >")) == text.replace("if a", "if c")


def test_pattern_that_does_not_match_is_an_error() -> None:
    with pytest.raises(MatchingError, match="does not match"):
        transform(Island.expression("f(x)"), sleep_with_asyncio, SLEEP)


def test_change_outside_of_the_island_is_an_error() -> None:
    with pytest.raises(MatchingError, match="outside"):
        transform(Island.expression("f(x)"), lambda node, _: touch_import(None, "os", node))


def test_error_of_the_transform_is_passed_on() -> None:
    with pytest.raises(ZeroDivisionError):
        transform(Island.expression("f(x)"), lambda node, _: node if 1 / 0 else None)
