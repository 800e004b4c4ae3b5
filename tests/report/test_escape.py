"""Hostile text, made visible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncfix.report.escape import LINE_LIMIT, code, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, ünïcödé 日本 😀", "plain text, ünïcödé 日本 😀"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("user\u202enimda", r"user\u202enimda"),
        ("\u2066\u2069\u200b\ufeff", r"\u2066\u2069\u200b\ufeff"),
        ("line\u2028separator\x85", r"line\u2028separator\x85"),
        ("bad\udcffbyte", r"bad\udcffbyte"),
        ("no\xa0break", r"no\xa0break"),
        ("\U000e0041", r"\U000e0041"),
        ("\x9b1m", r"\x9b1m"),
    ],
)
def test_what_does_not_print_as_itself_comes_out_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(codec=None)))
def test_visible_text_is_always_one_printable_line(text: str) -> None:
    assert visible(text).isprintable()


@given(st.text(st.characters(codec=None)))
def test_a_line_of_code_keeps_its_tabs_and_nothing_else_that_a_terminal_obeys(text: str) -> None:
    assert code(text).replace("\t", "").isprintable()


def test_a_line_of_code_loses_its_line_end_and_shows_a_carriage_return_inside() -> None:
    assert code("\tx = 1\r\n") == "\tx = 1"
    assert code("a\rb\n") == r"a\rb"
    assert code("last") == "last"


def test_the_rest_of_a_very_long_line_is_counted() -> None:
    assert code("x" * (LINE_LIMIT + 1_234) + "\n") == "x" * LINE_LIMIT + " ... 1,234 more characters"
