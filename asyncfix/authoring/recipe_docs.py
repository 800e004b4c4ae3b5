"""The page of a recipe, in Markdown: its own words, and what its golden cases show.

Nothing on it is written by hand. A few short cases stand for the others, which are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from asyncfix.catalogue import row_of
from asyncfix.golden.outcomes import OUTCOMES, Outcome
from asyncfix.recipe import Recipe, Subject
from asyncfix.report.escape import code

SHOWN = 4  # cases of a kind that are shown whole
ENOUGH = 4  # findings of a case that shows a lot
LONGEST = 30  # lines of a case that is shown


def page(recipe: Recipe, golden: Path) -> str:
    """The page. `golden` is the folder with the recipe's cases."""
    return "\n".join(_lines(recipe, golden)).rstrip() + "\n"


def _lines(recipe: Recipe, golden: Path) -> Iterator[str]:
    yield f"# {recipe.name}"
    yield ""
    yield recipe.summary
    yield ""
    yield recipe.description
    yield ""
    if recipe.about is Subject.CALL:
        yield f"Looks at calls of: {', '.join(f'`{call}`' for call in recipe.calls)}."
    else:
        yield f"Looks at each {recipe.about}."
    rows = [row for row in map(row_of, recipe.calls) if row is not None]
    codes = dict.fromkeys([*recipe.codes, *(name for row in rows for name in row.codes)])
    if codes:
        yield f"Lint codes whose `# noqa` silences it: {', '.join(codes)}."
    found = sorted(path for path in golden.iterdir() if (path / "before.py").is_file()) if golden.is_dir() else []
    alone = found
    for outcome in OUTCOMES:
        if cases := [case for case in alone if outcome.of(case)]:
            yield from _shown(outcome, cases)
        alone = [case for case in alone if not outcome.of(case)]
    if alone:
        yield from _left_alone(alone)
    yield from _named(found)


def _shown(outcome: Outcome, cases: Sequence[Path]) -> Iterator[str]:
    yield ""
    yield f"## {outcome.heading}"
    short = [case for case in cases if len(_read(case / "before.py")) <= LONGEST and _is_plain(case)]
    for case in sorted(short, key=_rank)[:SHOWN]:
        yield ""
        yield f"{_sentence(case)}:"
        yield ""
        yield "```diff"
        old, new = _read(case / "before.py"), _read(case / outcome.file)
        yield from (code(line) for line in list(unified_diff(old, new, lineterm="", n=LONGEST))[3:])
        yield "```"
        if outcome.shows_hazards:
            hazards = dict.fromkeys(line.partition(" review: ")[2] for line in _read(case / "report.txt"))
            yield from ("", *(f"- {_prose(hazard)}" for hazard in hazards if hazard))


def _rank(case: Path) -> tuple[int, int, str]:
    """Cases with several findings show more of the recipe than those with one; then the shortest."""
    return -min(len(_read(case / "report.txt")), ENOUGH), (case / "before.py").stat().st_size, case.name


def _is_plain(case: Path) -> bool:
    """False for code that a page can't show as it is: other encodings and line ends, rare characters."""
    try:
        text = (case / "before.py").read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return "\r" not in text and text.isascii() and all(line.isprintable() for line in text.split("\n"))


def _left_alone(cases: Sequence[Path]) -> Iterator[str]:
    yield ""
    yield "## What it leaves alone"
    yield ""
    yield "| case | said |"
    yield "|---|---|"
    for case in cases:
        reasons = dict.fromkeys(
            line.partition(" skip: ")[2] for line in _read(case / "report.txt") if " skip: " in line
        )
        silenced = any(" suppressed: " in line for line in _read(case / "report.txt"))
        said = "; ".join(reasons) or ("a comment silences it" if silenced else "nothing: there is nothing to report")
        yield f"| {_sentence(case)} | {_prose(said)} |"


def _named(cases: Sequence[Path]) -> Iterator[str]:
    yield ""
    yield "## All cases"
    yield ""
    yield f"{len(cases)} golden cases hold it to this; each is a folder in `golden/`, named for what it proves."
    yield ""
    yield from (f"- {_sentence(case)}" for case in cases)


def _read(file: Path) -> list[str]:
    return file.read_bytes().decode("utf-8", "backslashreplace").splitlines() if file.exists() else []


def _prose(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


def _sentence(case: Path) -> str:
    text = case.name.replace("_", " ")
    return text[:1].upper() + text[1:]
