"""Patterns: what they compile to, what they capture, and what is said of one that is wrong."""

from __future__ import annotations

import pickle
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from asyncfix.files.text_edits import Span
from asyncfix.matching import Capture, Island, MatchingError, Pattern, PatternError


def match(pattern: str, text: str) -> dict[str, str] | None:
    """The texts that a pattern captures in an expression."""
    captures = Pattern.compile(pattern).match(Island.expression(text))
    return None if captures is None else {name: capture.text for name, capture in captures.items()}


@pytest.mark.parametrize(
    ("pattern", "text", "captures"),
    [
        ("power< any+ trailer< '(' delay=any ')' > >", "time.sleep(1)", {"delay": "1"}),
        ("power< any+ trailer< '(' delay=any ')' > >", "time.sleep(  # why\n 1 )", {"delay": "1"}),
        ("power< any+ trailer< '(' delay=any ')' > >", "time.sleep()", None),
        ("power< any+ trailer< '(' args=any* ')' > >", "f(a, *b)", {"args": "a, *b"}),
        ("power< any+ trailer< '(' args=any* ')' > >", "f()", {"args": ""}),
        ("power< 'f' trailer< '(' [x=any] ')' > >", "f()", {}),
        ("power< 'f' trailer< '(' [x=any] ')' > >", "f(1)", {"x": "1"}),
        ("x=NAME", "abc", {"x": "abc"}),
        ("x=NUMBER | y=STRING", "'a'", {"y": "'a'"}),
        ("x=('a' | 'b')", "b", {"x": "b"}),
        ("atom< '(' x=(y='a') ')' >", "(a)", {"x": "a", "y": "a"}),
        ("x=any", "a + (b  # c\n)", {"x": "a + (b  # c\n)"}),
        ("arglist< any* >", "f(a, b)", None),
        (
            "power< any trailer< '(' arglist< first=any (',' rest=any)* > ')' > >",
            "f(a, b, c)",
            {"first": "a", "rest": "c"},
        ),
        ("power< any trailer< '(' arglist< (any ',')+ last=any > ')' > >", "f(a, b, c)", {"last": "c"}),
        ("power< any trailer< '(' arglist< any (',' any){2} > ')' > >", "f(a, b, c)", {}),
        ("power< any trailer< '(' arglist< any (',' any){2} > ')' > >", "f(a, b)", None),
        ("power< any trailer< '(' arglist< any (',' any){1,3} > ')' > >", "f(a, b)", {}),
        ("power< any trailer{2} >", "f(a)(b)", {}),
        ("power< any trailer{2} >", "f(a)", None),
        ("power< 'f' not trailer< '[' any* > any >", "f(a)", {}),
        ("power< 'f' not trailer< '[' any* > any >", "f[a]", None),
        ("power< f=any trailers=trailer* >", "a.b(c)", {"f": "a", "trailers": ".b(c)"}),
        ("power< AWAIT any* >", "await x", {}),
        ("power< 'await' call=any* >", "await x(y)", {"call": "x(y)"}),
        ("power< 'match' any >", "match(x)", {}),
        ("atom< '(' any< x='a' any* > ')' >", "(a + 1)", {"x": "a"}),
        ("atom< '[' listmaker< (any (',' any)*)* > ']' >", "[a, b]", {}),
        ("atom< '[' listmaker< any* x=any any* > ']' >", "[a, b]", {"x": "a"}),
        (' # a comment\n power<\n\t"f"   trailer # f\n>', "f()", {}),
        ("STRING | '\\'a\\''", "'a'", {}),
        ("TOKEN", "a", {}),
        ("TOKEN", "a.b", None),
        ("comparison< any '==' any >", "a == b", {}),
        ("a_name | 'a_name'", "a_name", None),
    ],
)
def test_pattern_captures(pattern: str, text: str, captures: dict[str, str] | None) -> None:
    if pattern.startswith("a_name"):
        with pytest.raises(PatternError):
            match(pattern, text)
    else:
        assert match(pattern, text) == captures


def test_captures_have_spans_in_the_island() -> None:
    pattern = Pattern.compile("power< any+ trailer< '(' arglist< first=any ',' rest=any* > ')' > >")
    island = Island.expression("f(\n  a,\n  *b,  # c\n  d=1)")
    captures = pattern.match(island)
    assert captures is not None
    assert captures["first"] == Capture(Span(5, 6), "a")
    assert captures["rest"] == Capture(Span(10, 24), "*b,  # c\n  d=1", several=True)


def test_captures_can_not_be_changed() -> None:
    captures: Any = Pattern.compile("x=any").match(Island.expression("a"))
    with pytest.raises(TypeError):
        captures["x"] = None


def test_pattern_tells_the_names_that_it_may_capture() -> None:
    assert Pattern.compile("a=any | power< b=any* [c=any] not (d=any) > (e='x')*").captures == {*"abcde"}
    assert Pattern.compile("any").captures == frozenset()


def test_pattern_of_a_line_matches_a_statement() -> None:
    pattern = Pattern.compile("simple_stmt< power< any* > end=any >")
    assert pattern.match(Island.statement("f(x)")) is not None
    assert pattern.match(Island.expression("f(x)")) is None
    assert Pattern.compile("power< any* >").match(Island.statement("f(x)")) is not None


@pytest.mark.parametrize(
    ("pattern", "offset", "message"),
    [
        ("", 0, "the pattern is empty"),
        ("  # only this", 13, "the pattern is empty"),
        ("powr< any >", 0, "no symbol is called powr; did you mean power?"),
        ("power< any\n  trailer< '(' x ')' > >", 26, "no symbol is called x"),
        ("power< NAM >", 7, "no token is called NAM; did you mean NAME?"),
        ("power< any", 5, "'<' is never closed"),
        ("power< (any >", 12, "expected ')', not '>'"),
        ("power< any > >", 13, "unexpected '>'"),
        ("[any", 0, "'[' is never closed"),
        ("any{", 4, "expected a number"),
        ("any{x}", 4, "expected a number"),
        ("any{1,}", 6, "expected a number"),
        ("any{2,1}", 3, "{2,1} is no number of times"),
        ("any{0}", 3, "{0,0} is no number of times"),
        ("any{1", 3, "'{' is never closed"),
        ("[any]*", 5, "an optional part can't be repeated; use round brackets"),
        ("* any", 0, "expected a pattern, not '*'"),
        ("any | | any", 6, "expected a pattern, not '|'"),
        ("any |", 5, "the pattern ends too early"),
        ("( )", 2, "expected a pattern, not ')'"),
        ("x=", 2, "the pattern ends too early"),
        ("x=y=any", 2, "no symbol is called y"),
        ("not", 3, "the pattern ends too early"),
        ("not not any", 4, "expected a pattern, not 'not'"),
        ("'abc", 0, "the string is never closed"),
        ("''", 0, "an empty string matches no token"),
        ("any $", 4, "unexpected '$'"),
        ("NAME< any >", 4, "a token has no parts"),
        ("3", 0, "expected a pattern, not '3'"),
    ],
)
def test_mistake_in_a_pattern_is_placed(pattern: str, offset: int, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        Pattern.compile(pattern)
    error = caught.value
    assert error.message.startswith(message)
    assert error.offset == offset
    line, caret = error.pointer.split("\n")
    assert line == pattern.split("\n")[error.line - 1]
    assert len(caret) == error.column == offset - (pattern.rfind("\n", 0, offset) + 1) + 1


def test_pattern_and_its_errors_can_be_sent_to_another_process() -> None:
    pattern: Pattern = pickle.loads(pickle.dumps(Pattern.compile("power< any* x=any >")))
    captures = pattern.match(Island.expression("f(a)"))
    assert captures is not None
    assert captures["x"].text == "(a)"
    for error in (PatternError("wrong", "a\nb", 2), MatchingError("wrong", 1, 2)):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy), copy.line, copy.column) == (type(error), str(error), error.line, error.column)


def test_threads_share_a_pattern_and_leave_stderr_alone() -> None:
    pattern = Pattern.compile("power< any+ trailer< '(' arglist< (first=any ',' any*)+ > ')' > >")
    stderr = sys.stderr
    seen: set[int] = set()
    meet = threading.Barrier(8)

    def work(number: int) -> str:
        meet.wait()
        found = set()
        for _ in range(50):
            captures = pattern.match(Island.expression(f"f(a{number}, b)"))
            seen.add(id(sys.stderr))
            assert captures is not None
            found.add(captures["first"].text)
        (text,) = found
        return text

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(8))) == [f"a{number}" for number in range(8)]
    assert seen == {id(stderr)}


def test_long_sequences_match_without_recursion() -> None:
    text = f"f({', '.join('a' * 1000)}, b)"
    assert match("power< 'f' trailer< '(' arglist< ('a' ',')* x='b' > ')' > >", text) == {"x": "b"}
