"""A safe fix adds no outcome: each that a program has after its safe fixes, in any order, it had before in some order.

Of each group, products are tried in a fixed order until enough have had a fix; all of them with ASYNCFIX_EXHAUSTIVE=1.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from asyncfix.files.source import Source
from asyncfix.loading.registry import load
from asyncfix.rewrite.analyse import analyse
from asyncfix.rewrite.fix_selection import safe
from asyncfix.rewrite.render import rendered
from tests.law.ordered_loop import all_outcomes, some_outcomes
from tests.law.products import Product, judged
from tests.support.effort import share
from tests.support.indexing import indexed
from tests.support.standard_library import EXHAUSTIVE

RECIPES = load()
GROUPS = 8
JUDGED = 32  # programs with a safe fix, of those that are tried
ORDERS_BEFORE = 3000
ORDERS_AFTER = 20


def chosen(group: int) -> list[Product]:
    """The products of one group, in an order of their own."""
    return random.Random(14).sample(known := judged(), len(known))[group::GROUPS]


def after_safe_fixes(text: str, folder: Path) -> str | None:
    """The program after a plain `--write`; None where that changes nothing."""
    index = indexed(folder, {"app.py": text})
    source = Source(text.encode(), str(folder / "app.py"))
    report = analyse(source, RECIPES, index=index)
    fixes = [fix for finding in report.findings if (fix := safe(finding)) is not None]
    return rendered(source, report, fixes).text if fixes else None


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_safe_fix_adds_no_outcome(group: int, tmp_path: Path) -> None:
    fixed, enough = 0, max(share(JUDGED) // GROUPS, 1)
    for number, product in enumerate(chosen(group)):
        before = product.text()
        after = after_safe_fixes(before, tmp_path / str(number))
        if after is None:
            continue
        fixed += 1
        added = some_outcomes(after, range(ORDERS_AFTER)) - all_outcomes(before, ORDERS_BEFORE)
        assert not added, f"{product}\n{after}\nnew: {min(added)}"
        if fixed >= enough and not EXHAUSTIVE:
            break
    assert fixed >= enough
