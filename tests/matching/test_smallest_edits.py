"""The smallest edits: examples of what a person would change by hand, and the law that holds for any two texts."""

from __future__ import annotations

import ast
import pickle
import tokenize
from collections import Counter
from collections.abc import Callable
from io import StringIO
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asyncfix.files.text_edits import Edit, Span, apply_edits
from asyncfix.matching import CaptureMoved, CommentLost, MatchingError, smallest_edits
from tests.support.effort import share


def kept(old: str, new: str, *pieces: str) -> list[tuple[Span, Span]]:
    """The places of pieces that stand once in both texts."""
    places = []
    for piece in pieces:
        assert old.count(piece) == new.count(piece) == 1
        places.append((_place(old, piece), _place(new, piece)))
    return places


def _place(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


@pytest.mark.parametrize(
    ("old", "new", "pieces", "changes", "result"),  # changes: what each edit takes, and what it puts there
    [
        (
            "time.sleep(  # why\n 1 )",
            "await asyncio.sleep(1)",
            ["1"],
            [("time", "await asyncio")],
            "await asyncio.sleep(  # why\n 1 )",
        ),
        (
            "requests.get(url).json()",
            "(await client.get(url)).json()",
            ["url"],
            [("requests", "(await client"), ("", ")")],
            "(await client.get(url)).json()",
        ),
        (
            "open(path).read()",
            "await asyncio.to_thread(read, path)",
            ["path"],
            [("open", "await asyncio.to_thread"), ("", "read, "), (".read()", "")],
            "await asyncio.to_thread(read, path)",
        ),
        ("(  # why\n x)", "(await x)", ["x"], [("", "await ")], "(  # why\n await x)"),
        ("f(x  # why\n)", "f(x, 1)", ["x"], [("", ", 1")], "f(x, 1  # why\n)"),
        ("f(  # why\n x)", "f(*x)", ["x"], [("", "*")], "f(  # why\n *x)"),
        ("f(a  # why\n, b)", "f(a + 1, b)", [], [("", " + 1")], "f(a + 1  # why\n, b)"),
        ("f(a,b)", "f(a, c)", [], [("b", "c")], "f(a,c)"),
        ("f (x)", "g(x)", [], [("f", "g")], "g (x)"),
        ("not(x)", "not x", [], [("(", " "), (")", "")], "not x"),
        ("(a\n+ b)", "a + b", [], [("(", ""), ("\n", " "), (")", "")], "a + b"),
        ("f(\r\n\ta,\r\n\tb,\r\n)", "g(a, b,)", [], [("f", "g")], "g(\r\n\ta,\r\n\tb,\r\n)"),
        ("f(a, # one\n  b, # two\n  c)", "f(a, c)", [], [("b,", "")], "f(a, # one\n   # two\n  c)"),
        ("f(a, b, # two\n  c)", "f(a, c)", [], [(" b,", "")], "f(a, # two\n  c)"),
        ("x = f(1)  # why", "x = await f(1)", [], [("", "await ")], "x = await f(1)  # why"),
        (
            "if a:\n        b()  # why\n    else:\n        c()",
            "if a:\n        b()\n    else:\n        await c()",
            [],
            [("", "await ")],
            "if a:\n        b()  # why\n    else:\n        await c()",
        ),
        (
            "with open(p) as f:\n    x = f.read()",
            "x = await read(p)",
            [],
            None,
            "x = await read(p)",
        ),
        (
            "if a:\n    b\n",
            "if a:\n    b\nelse:\n    c\n",
            [],
            [("", "else:\n    c\n")],
            "if a:\n    b\nelse:\n    c\n",
        ),
        ("f(a)", "f(a)", [], [], "f(a)"),
        ("f( a )", "f(a)", [], [], "f( a )"),
        ("f(a)", "f(a)  # new", [], None, "f(a)  # new"),
        ("a", "b", [], [("a", "b")], "b"),
        ("f(g(x))", "g(x)", ["x"], [("f(", ""), (")", "")], "g(x)"),
    ],
)
def test_changes_are_those_of_a_careful_person(
    old: str, new: str, pieces: list[str], changes: list[tuple[str, str]] | None, result: str
) -> None:
    edits = smallest_edits(old, new, kept(old, new, *pieces))
    assert apply_edits(old, edits) == result
    if changes is not None:
        assert [(old[edit.span.start : edit.span.end], edit.text) for edit in edits] == changes


@pytest.mark.parametrize(
    ("old", "new", "comments"),
    [
        ("f(a  # one\n+ b  # two\n)", "f(c)", ("# one",)),
        ("(a  # one\n+ b)", "a + b", ("# one",)),
        ("f(a, # one\n b, # two\n c)", "g()", ("# one", "# two")),
        ("with a:  # one\n    b", "b", ("# one",)),
    ],
)
def test_comment_that_has_no_place_is_reported(old: str, new: str, comments: tuple[str, ...]) -> None:
    with pytest.raises(CommentLost) as caught:
        smallest_edits(old, new)
    assert set(comments) <= set(caught.value.comments)
    assert all(comment in str(caught.value) for comment in comments)
    assert pickle.loads(pickle.dumps(caught.value)).comments == caught.value.comments


def test_comment_that_the_new_text_has_is_not_lost() -> None:
    old, new = "f(a  # one\n+ b)", "g(c,  # one\n d)"
    assert apply_edits(old, smallest_edits(old, new)).count("# one") == 1


def test_pieces_that_change_places_are_reported() -> None:
    with pytest.raises(CaptureMoved):
        smallest_edits("f(a, b)", "f(b, a)", kept("f(a, b)", "f(b, a)", "a", "b"))
    assert apply_edits("f(a, b)", smallest_edits("f(a, b)", "f(b, a)")) == "f(b, a)"


def test_piece_that_is_used_twice_stays_once() -> None:
    old, new = "f(aa)", "g(aa, aa)"
    edits = smallest_edits(old, new, [(Span(2, 4), Span(2, 4)), (Span(2, 4), Span(6, 8))])
    assert apply_edits(old, edits) == new
    assert apply_edits(old, [*edits, Edit(Span(2, 4), "b")]) == "g(b, aa)"


def test_piece_inside_of_a_piece_and_an_empty_one_change_nothing() -> None:
    old, new = "f(a.b)", "g(a.b)"
    pairs = [(Span(2, 5), Span(2, 5)), (Span(4, 5), Span(4, 5)), (Span(6, 6), Span(0, 0))]
    assert smallest_edits(old, new, pairs) == [Edit(Span(0, 1), "g")]


@pytest.mark.parametrize(
    ("before", "after"), [(Span(2, 4), Span(2, 4)), (Span(0, 1), Span(0, 1)), (Span(2, 5), Span(2, 4))]
)
def test_piece_that_is_none_is_refused(before: Span, after: Span) -> None:
    with pytest.raises(MatchingError):
        smallest_edits("f(abc)", "g(abc)", [(before, after)])


@pytest.mark.parametrize(("old", "new"), [("f(", "f()"), ("f()", "f("), ("a b", "a")])
def test_text_that_is_no_python_is_refused(old: str, new: str) -> None:
    with pytest.raises(MatchingError):
        smallest_edits(old, new)


# The law, on expressions made of words with anything between them.

NAMES = st.sampled_from(["a", "b", "cc", "time", "x1", "1", "'s'", "2.5"])
BLANKS = st.sampled_from(["", "", "", " ", " ", "  ", " \\\n "])
BREAKS = st.sampled_from(["", "", "", " ", " ", "\n", "\n    ", "\r\n\t", " \\\n"])
COMMENTS = st.one_of(*[BREAKS] * 4, st.sampled_from(["  # one\n  ", "# two\n", " # one\r\n", "\n# three\n"]))
KEPT = ("<0>", "<1>")


def primaries(leaves: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    def grow(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
        any_expression = loose(inner)
        arguments = st.lists(any_expression, max_size=3).map(lambda items: _separated(items, ","))
        named = NAMES.filter(str.isidentifier)
        return st.one_of(
            st.tuples(inner, arguments).map(lambda pair: [*pair[0], "(", *pair[1], ")"]),
            st.tuples(inner, named).map(lambda pair: [*pair[0], ".", pair[1]]),
            st.tuples(inner, any_expression).map(lambda pair: [*pair[0], "[", *pair[1], "]"]),
            any_expression.map(lambda words: ["(", *words, ")"]),
        )

    return st.recursive(leaves, grow, max_leaves=6)


def loose(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    operators = st.sampled_from(["+", "-", "and", "in", "**", "is"])
    return st.one_of(
        inner,
        inner.map(lambda words: ["await", *words]),
        inner.map(lambda words: ["not", *words]),
        st.tuples(inner, operators, inner).map(lambda three: [*three[0], three[1], *three[2]]),
        st.tuples(inner, inner, inner).map(lambda three: [*three[0], "if", *three[1], "else", *three[2]]),
    )


def _separated(items: list[list[str]], comma: str) -> list[str]:
    return [word for item in items for word in (*item, comma)]


LEAVES = NAMES.map(lambda name: [name])
OLD = loose(primaries(LEAVES))
NEW = loose(primaries(st.one_of(LEAVES, st.sampled_from([[name] for name in KEPT]))))


def rendered(words: list[str], gap: Callable[[int], str]) -> tuple[str, list[Span]]:
    """A text of the words, with a gap before each of them and at the end, and where each word stands."""
    text, spans, depth = "", list[Span](), 0
    for word in words:
        between = gap(depth) if spans else ""
        if not between and text and _runs_together(text[-1], word[0]):
            between = " "
        text += between
        spans.append(Span(len(text), len(text) + len(word)))
        text += word
        depth += (word in "([") - (word in ")]")
    return text, spans


def _runs_together(left: str, right: str) -> bool:
    """Conservatively: whether two characters side by side might be one word, or a number and its dot."""
    return (left.isalnum() or left in "*'") and (right.isalnum() or right in "*.'")


@st.composite
def rewrites(draw: st.DrawFn) -> tuple[str, str, list[tuple[Span, Span]]]:
    """An old text, a new text, and pieces of the one that stand in the other."""
    words = draw(OLD)
    breaks = draw(st.sampled_from([BLANKS, BREAKS, COMMENTS]))
    old, places = rendered(words, lambda depth: draw(breaks if depth else BLANKS))
    ranges = draw(pieces_of(words))
    pieces = [Span(places[piece.start].start, places[piece.stop - 1].end) for piece in ranges]
    template = draw(st.one_of(NEW, changed(words, ranges), changed(words, ranges)))
    new_words = [_piece(word, pieces, old) if word in KEPT else word for word in template]
    breaks = draw(st.sampled_from([BLANKS, BLANKS, BREAKS, COMMENTS]))
    new, new_places = rendered(new_words, lambda depth: draw(breaks if depth else BLANKS))
    named = zip(KEPT, pieces, strict=False)
    return old, new, [(piece, new_places[template.index(name)]) for name, piece in named if name in template]


@st.composite
def pieces_of(draw: st.DrawFn, words: list[str]) -> list[range]:
    """Up to two names or dotted names."""
    pieces: list[range] = []
    for _ in range(draw(st.integers(0, 2))):
        reach = pieces[-1].stop if pieces else 0
        starts = [i for i in range(reach, len(words)) if _is_name(words[i]) and (not i or words[i - 1] != ".")]
        if starts:
            first = draw(st.sampled_from(starts))
            last = first + 1
            while last + 1 < len(words) and words[last] == "." and draw(st.booleans()):
                last += 2
            pieces.append(range(first, last))
    return pieces


def _is_name(word: str) -> bool:
    return word.isidentifier() and word not in KEYWORDS


NAMED_OTHERWISE = st.sampled_from([["d"], ["d", ".", "a"], ["(", "await", "d", ")"]])


@st.composite
def changed(draw: st.DrawFn, words: list[str], pieces: list[range]) -> list[str]:
    """Much the same expression: other names, more brackets, a call around it."""
    named = list(words)
    for name, piece in reversed([*zip(KEPT, pieces, strict=False)]):
        named[piece.start : piece.stop] = [name]
    spots = [i for i, word in enumerate(named) if _is_name(word)]
    for i in reversed(draw(st.lists(st.sampled_from(spots), unique=True, max_size=2).map(sorted)) if spots else []):
        after_dot = i and named[i - 1] == "."
        named[i : i + 1] = (
            ["d"] if after_dot else draw(st.sampled_from([["d"], ["d", ".", "a"], ["(", "await", "d", ")"]]))
        )
    return draw(
        st.sampled_from(
            [
                named,
                ["(", *named, ")"],
                ["(", "await", "(", *named, ")", ")", ".", "a"],
                ["await", "g", "(", *named, ")"],
                ["g", "(", "a", ",", *named, ",", ")", "[", "1", "]"],
                named[1:-1] if named[0] == "(" and named[-1] == ")" and named.count("(") == 1 else named,
            ]
        )
    )


KEYWORDS = ("await", "not", "and", "in", "is", "if", "else")


def _piece(name: str, pieces: list[Span], old: str) -> str:
    index = KEPT.index(name)
    return old[pieces[index].start : pieces[index].end] if index < len(pieces) else "z"


def words_and_comments(text: str) -> tuple[list[str], Counter[str]]:
    """By the standard library's tokenizer alone."""
    tokens = [*tokenize.generate_tokens(StringIO(f"({text}\n)", newline="").readline)]
    layout = (tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.ENDMARKER)
    return (
        [token.string for token in tokens if token.type not in layout],
        Counter(token.string.rstrip() for token in tokens if token.type == tokenize.COMMENT),
    )


def program(text: str) -> str:
    return ast.dump(ast.parse(f"({text}\n)"))


def stands_alone(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@settings(max_examples=share(200), deadline=None)
@given(rewrites())
def test_law_holds_for_any_two_expressions(rewrite: tuple[str, str, list[tuple[Span, Span]]]) -> None:
    old, new, keep = rewrite
    new_words, new_comments = words_and_comments(new)
    _, old_comments = words_and_comments(old)
    try:
        edits = smallest_edits(old, new, keep)
    except CommentLost:
        assert old_comments - new_comments
        return
    except CaptureMoved:
        assert sorted(keep, key=lambda pair: pair[0]) != sorted(keep, key=lambda pair: pair[1])
        return
    result = apply_edits(old, edits)
    words, comments = words_and_comments(result)
    assert words == new_words
    assert program(result) == program(new)
    assert comments == old_comments | new_comments
    assert not any(edit.span.overlaps(piece) for edit in edits for piece, _ in keep)
    assert stands_alone(result) or not (stands_alone(old) and stands_alone(new))
    inner = [Edit(piece, f"y{index}") for index, (piece, _) in enumerate(keep)]
    outer = [Edit(piece, f"y{index}") for index, (_, piece) in enumerate(keep)]
    assert words_and_comments(apply_edits(old, [*edits, *inner]))[0] == words_and_comments(apply_edits(new, outer))[0]


def length_of_common_subsequence(old: list[str], new: list[str]) -> int:
    row = [0] * (len(new) + 1)
    for word in old:
        previous = row[:]
        for j, other in enumerate(new):
            row[j + 1] = previous[j] + 1 if word == other else max(previous[j + 1], row[j])
    return row[-1]


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@settings(max_examples=share(100), deadline=None)
@given(OLD, OLD, st.data())
def test_no_word_is_touched_that_can_stay(old_words: list[str], new_words: list[str], data: st.DataObject) -> None:
    old, places = rendered(old_words, lambda _: data.draw(BLANKS))
    new, _ = rendered(new_words, lambda _: data.draw(BLANKS))
    edits = smallest_edits(old, new)
    touched = sum(any(edit.span.overlaps(place) for edit in edits) for place in places)
    assert touched == len(old_words) - length_of_common_subsequence(old_words, new_words)
    assert all(first.span.end < second.span.start for first, second in pairwise(edits))


LINES = st.sampled_from(["a = 1", "f(a)", "g(b)  # one", "# two", "", "h(\n  c,\n  d)", "return 'x'", "i = '''\n y'''"])


def blocks(children: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    heads = st.sampled_from(["if a:", "while b:  # three", "for c in d:", "with e as f:", "try:"])
    return st.tuples(heads, children, children).map(
        lambda parts: [
            parts[0],
            *("    " + line for line in ("pass", *parts[1])),
            *(["except X:", "    pass"] if parts[0] == "try:" else []),
            *parts[2],
        ]
    )


BODIES = st.recursive(st.lists(LINES, max_size=3), blocks, max_leaves=4)


def module(lines: list[str]) -> str:
    return "def function():\n    first\n" + "".join(f"    {line}\n" if line else "\n" for line in lines)


@settings(max_examples=share(100), deadline=None)
@given(BODIES, BODIES)
@example(["g(b)  # one", "f(a)"], ["f(a)", "g(b)  # one"])
def test_law_holds_for_any_two_statements(old_lines: list[str], new_lines: list[str]) -> None:
    old, new = module(old_lines), module(new_lines)
    if not (stands_alone(old) and stands_alone(new)):
        return
    try:
        edits = smallest_edits(old, new)
    except CommentLost:
        assert words_and_comments(old)[1] - words_and_comments(new)[1]
        return
    result = apply_edits(old, edits)
    assert ast.dump(ast.parse(result)) == ast.dump(ast.parse(new))
