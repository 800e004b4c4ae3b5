"""Edits: what is outside of them stays, and what can't be made is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncfix.errors import EditError
from asyncfix.files.text_edits import Edit, Span, apply_edits, merged


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text, and edits to it that do not overlap, in order."""
    text = draw(st.text(max_size=30))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = [
        Edit(Span(start, end), draw(st.text(max_size=4))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    return text, list(dict.fromkeys(edits))


@given(texts_with_edits())
def test_everything_outside_the_edits_is_kept(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    result = apply_edits(text, edits)
    at = 0
    for edit in merged(edits):
        kept = text[at : edit.span.start]
        assert result.startswith(kept + edit.text)
        result = result[len(kept + edit.text) :]
        at = edit.span.end
    assert result == text[at:]


@given(texts_with_edits(), st.randoms())
def test_the_order_in_which_edits_of_different_places_come_does_not_matter(
    case: tuple[str, list[Edit]], random: object
) -> None:
    text, edits = case
    apart = list({edit.span.start: edit for edit in edits}.values())
    shuffled = list(apart)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert apply_edits(text, shuffled) == apply_edits(text, apart)


@given(texts_with_edits())
def test_an_edit_that_comes_twice_is_made_once(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert apply_edits(text, [*edits, *edits]) == apply_edits(text, edits)


@given(texts_with_edits())
def test_no_edit_changes_nothing(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert apply_edits(text, []) == text
    assert apply_edits(text, [Edit(edit.span, text[edit.span.start : edit.span.end]) for edit in edits]) == text


@given(texts_with_edits(), st.text(max_size=5))
def test_shifted_edits_do_the_same_behind_a_longer_head(case: tuple[str, list[Edit]], head: str) -> None:
    text, edits = case
    assert apply_edits(head + text, [edit.shifted(len(head)) for edit in edits]) == head + apply_edits(text, edits)


@given(texts_with_edits())
def test_edits_one_after_the_other_from_the_end_do_the_same_as_all_at_once(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    expected = apply_edits(text, edits)
    for edit in reversed(merged(edits)):
        text = apply_edits(text, [edit])
    assert text == expected


def test_insertions_at_one_place_keep_their_order_and_stand_before_a_replacement_there() -> None:
    edits = [Edit(Span(1, 2), "X"), Edit(Span(1, 1), "first "), Edit(Span(1, 1), "second ")]
    assert apply_edits("abc", edits) == "afirst second Xc"


@pytest.mark.parametrize(
    ("first", "second"),
    [(Span(0, 2), Span(1, 3)), (Span(0, 3), Span(1, 2)), (Span(1, 3), Span(2, 2)), (Span(0, 2), Span(0, 3))],
)
def test_edits_that_claim_the_same_character_are_refused(first: Span, second: Span) -> None:
    with pytest.raises(EditError, match="overlap at offset"):
        apply_edits("abcd", [Edit(second, "x"), Edit(first, "y")])


@pytest.mark.parametrize("span", [Span(3, 5), Span(-1, 1), Span(3, 2), Span(5, 5)])
def test_an_edit_outside_of_the_text_is_refused(span: Span) -> None:
    with pytest.raises(EditError):
        apply_edits("abcd", [Edit(span, "x")])


@given(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_spans_overlap_where_they_share_a_character(first: tuple[int, int], second: tuple[int, int]) -> None:
    one, other = Span(min(first), max(first)), Span(min(second), max(second))
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    if one in other and one.start < one.end:
        assert shared == set(range(one.start, one.end))
