"""Islands: which texts are one, and where their nodes stand."""

from __future__ import annotations

import ast

import pytest

from asyncfix.files.source import Source
from asyncfix.files.text_edits import Span
from asyncfix.matching import Island, MatchingError, explain_tree
from tests.support.standard_library import sample, text_of
from tests.support.trees import every_node, symbols


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "time.sleep(1)",
        "f(a,\n    b)",
        "f(  # why\n  1\n)",
        "a\n.b()\n  .c()",
        "a  # one\n+ b  # two\n- c",
        "a, b",
        "x := 1",
        "yield x",
        "yield",
        "await x",
        "*a, b",
        "lambda: 0",
        "(x for x in y)",
        "'a'\n'b'",
        "not\\\nx",
        "f(\r\n  a\r\n)",
        "'''a\n  b'''",
        "a if b else c",
        "(a)(b)",
        "f'{x!r}'",
        "print",
    ],
)
def test_expression_is_an_island(text: str) -> None:
    island = Island.expression(text)
    assert island.text == text
    assert str(island.node) == text
    assert island.span(island.node) == Span(0, len(text))


@pytest.mark.parametrize(
    "text", ["", "  ", "# x", "a)(b", "a), (b", "a) + (b", "x = 1", "a b", "pass", "a; b", "x\n)", "if"]
)
def test_something_else_is_no_expression(text: str) -> None:
    with pytest.raises(MatchingError):
        Island.expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        "f(x)",
        "pass",
        "return (\n  x\n)",
        "if x:\n    y",
        "if x:\n        y()\n    else:\n        z()",
        "if x:\n    y\nelse:\n    z",
        "if x: y\n    elif z: w\n    else:\n        v",
        "try:\n\t\ta()\n\texcept X:\n\t\tb()\n\tfinally:\n\t\tc()",
        "@d\n    @e(f)\n    def f():\n        pass",
        "@d\nclass A: pass",
        "async def f():\n        await x\n        return 1",
        "for x in y:\n            z\n        # a comment\n        else:\n            w",
        "while x:\n  if y:\n    z\n  else:\n    w",
        "match x:\n        case 1:\n            y\n        case _: z",
        "with (a as b,\n          c as d):\n        e",
        "def f():\n    '''a\nb'''\n    x = '''\n  c'''",
        "type X = int",
        "x: int = 3",
        "del x",
        "if x:\r\n        y\r\n    else:\r\n        z",
    ],
)
def test_statement_is_an_island_with_its_indentation_or_without(text: str) -> None:
    island = Island.statement(text)
    assert str(island.node).rstrip() == text
    assert island.span(island.node) == Span(0, len(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a; b",
        "a\nb",
        "a\n    b",
        "else: x",
        "x =",
        "if x:\ny",
        "if x:\n    y\n  z",
        "if x:\n        y\n    else:\n        z\nw",
    ],
)
def test_something_else_is_no_statement(text: str) -> None:
    with pytest.raises(MatchingError):
        Island.statement(text)


def test_statement_may_have_a_line_end_and_a_semicolon() -> None:
    island = Island.statement("x = 1;  # why\n")
    assert str(island.node) == "x = 1"
    assert island.span(island.node) == Span(0, 5)


def test_every_node_knows_its_span() -> None:
    text = "if x:  # a\n        f(a,  # b\n          'é', c)\n    else:\n        y"
    island = Island.statement(text)
    pieces = {text[span.start : span.end] for node in every_node(island.node) for span in [island.span(node)]}
    assert {"if", "x", "f(a,  # b\n          'é', c)", "a,  # b\n          'é', c", "'é'", "else", "y", text} <= pieces
    for node in every_node(island.node):
        span = island.span(node)
        assert text[span.start : span.end] in str(node)


@pytest.mark.parametrize("path", sample(10, "islands"), ids=lambda path: path.name)
def test_every_call_and_statement_of_real_code_is_an_island(path: object) -> None:
    text = text_of(path)  # type: ignore[arg-type]
    if text is None:
        pytest.skip("no Python")
    source = Source(text.encode())
    for node in ast.walk(ast.parse(source.raw)):
        if isinstance(node, ast.stmt) and not isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            make = Island.statement
        elif isinstance(node, ast.Call):
            make = Island.expression
        else:
            continue
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        piece = source.text[
            source.offset(node.lineno, node.col_offset) : source.offset(node.end_lineno, node.end_col_offset)
        ]
        if piece.startswith("elif"):
            continue  # to `ast` a statement of its own
        island = make(piece)
        span = island.span(island.node)
        assert piece[: span.start].strip() == ""
        assert piece[span.end :].strip() == ""


@pytest.mark.parametrize(
    ("make", "text", "line", "column"),
    [
        (Island.expression, "f(a b)", 1, 5),
        (Island.expression, "f(a,\n  b c)", 2, 5),
        (Island.statement, "x = 1 2", 1, 7),
        (Island.statement, "if x:\n        a b\n    else:\n        z", 2, 11),
        (Island.statement, "if x:\n        a\n    else:\n        z w", 4, 11),
    ],
)
def test_mistake_is_placed_in_the_text_of_the_island(make: object, text: str, line: int, column: int) -> None:
    with pytest.raises(MatchingError) as caught:
        make(text)  # type: ignore[operator]
    assert (caught.value.line, caught.value.column) == (line, column)


def test_tree_is_explained_by_the_names_that_patterns_use() -> None:
    assert explain_tree("time.sleep(1)  # why\n").splitlines() == [
        "file_input",
        "  simple_stmt",
        "    power",
        "      NAME 'time'",
        "      trailer",
        "        DOT '.'",
        "        NAME 'sleep'",
        "      trailer",
        "        LPAR '('",
        "        NUMBER '1'",
        "        RPAR ')'",
        "    NEWLINE '\\n'  after '  # why'",
        "  ENDMARKER ''",
    ]
    assert {"match_stmt", "MATCH", "case_block", "CASE"} <= symbols("match x:\n  case 1: pass\n")
