"""Every golden case holds, and every recipe has enough of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from asyncfix.golden.cases import Case, cases, examine, update
from asyncfix.loading.registry import load

GOLDEN = Path(__file__).parent.parent.parent / "golden"
RECIPES = load(check=True)
CASES = cases(GOLDEN)
pytestmark = pytest.mark.usefixtures("unmeasured")


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_golden_case_holds(case: Case, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        update(case, RECIPES)
    flaws = examine(case, RECIPES)
    assert not flaws, "\n".join(map(str, flaws))


@pytest.mark.parametrize("recipe", [recipe.name for recipe in RECIPES])
def test_every_recipe_has_twenty_five_cases(recipe: str) -> None:
    assert Counter(case.recipe for case in CASES)[recipe] >= 25
