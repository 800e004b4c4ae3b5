"""Every effect has a verdict, and those that are told have a sentence of their own."""

from __future__ import annotations

import pytest

from asyncfix.effects.table import TABLE, Effect, Verdict, sentence, verdict


@pytest.mark.parametrize("effect", Effect)
def test_every_effect_has_a_row(effect: Effect) -> None:
    told = TABLE[effect].verdict is not Verdict.IGNORE
    assert bool(TABLE[effect].text) is told
    assert verdict(effect) is TABLE[effect].verdict


def test_details_stand_in_the_sentence() -> None:
    told = sentence(Effect.READ_THEN_CHANGED, name="self.count")
    assert told == "`self.count` is read before the await and changed after it; another task may change it in between"


def test_a_missing_detail_is_an_error() -> None:
    with pytest.raises(KeyError):
        sentence(Effect.READ_THEN_CHANGED)


def test_no_two_effects_are_told_in_the_same_words() -> None:
    texts = [row.text for row in TABLE.values() if row.text]
    assert len(texts) == len(set(texts))
