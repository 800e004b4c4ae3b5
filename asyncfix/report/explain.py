"""The text of `asyncfix explain`: the recipe's own words, and its simplest golden case as a diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from asyncfix.golden.outcomes import OUTCOMES
from asyncfix.loading.registry import bundled_folder, lint_codes, subject
from asyncfix.recipe import Recipe
from asyncfix.report.escape import code, visible


def explanation(recipe: Recipe) -> Iterator[str]:
    """The lines of the text."""
    yield f"{recipe.name}: {visible(recipe.summary)}"
    yield ""
    for line in recipe.description.splitlines():
        yield visible(line)
    yield ""
    if recipe.calls or recipe.families:
        yield f"calls: {subject(recipe)}"
    codes = lint_codes(recipe)
    if codes:
        yield f"lint codes: {', '.join(codes)}"
    yield f"defined in: {visible(recipe.origin)}"
    example = example_of(recipe)
    if example is not None:
        yield ""
        yield f"example ({example.name.replace('_', ' ')}):"
        yield ""
        yield from _diff(example)


def example_of(recipe: Recipe) -> Path | None:
    """The golden case of the recipe that shows a change in the fewest lines."""
    folder = bundled_folder("golden") / recipe.name
    if not folder.is_dir():
        return None
    changed = [case for case in folder.iterdir() if OUTCOMES[0].of(case)]
    return min(changed, key=lambda case: ((case / "before.py").stat().st_size, case.name), default=None)


def _diff(case: Path) -> Iterator[str]:
    from difflib import unified_diff

    old, new = ((case / name).read_text(encoding="utf-8").splitlines() for name in ("before.py", OUTCOMES[0].file))
    for line in list(unified_diff(old, new, lineterm="", n=20))[3:]:
        yield f"    {code(line)}"
