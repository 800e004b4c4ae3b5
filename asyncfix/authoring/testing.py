"""The golden cases of a recipe folder, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from asyncfix.errors import AsyncfixError, UsageError
from asyncfix.golden.cases import Case, cases, examine, update
from asyncfix.golden.outcomes import changes
from asyncfix.loading.registry import bundled_folder, load
from asyncfix.recipe import Recipe

CHANGED, UNCHANGED = "changed", "unchanged"
NOTHING_FOUND = "nothing is found here: all that this case shows is that the recipe stays silent"


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """The result of one case."""

    name: str  # "recipe/the_behaviour"
    word: str  # "changed" or "unchanged" where the case holds, else a `golden.Kind`
    details: str = ""  # what is wrong, in lines; a remark where the case holds

    @property
    def holds(self) -> bool:
        return self.word in (CHANGED, UNCHANGED)


def golden_of(folder: Path, new: bool = False) -> Path:
    """The folder of the golden cases for a recipe folder: `golden` in it, or else beside it.

    With `new`, the one in it where there is none. Raises UsageError where there is none.
    """
    for golden in (folder / "golden", folder.parent / "golden"):
        if golden.is_dir() and (golden.parent == folder or folder.name == "recipes"):
            return golden
    if new:
        return folder / "golden"
    raise UsageError(f"{folder} has no golden cases; they are folders {folder / 'golden'}/RECIPE/CASE with a before.py")


def loaded(folder: Path) -> tuple[Recipe, ...]:
    """All recipes, those of the folder among them. Raises RecipeError."""
    ours = folder.resolve() == bundled_folder("recipes").resolve()
    return load(() if ours else (folder,), check=True)


def outcomes(folder: Path, rewrite: bool = False) -> Iterator[CaseOutcome]:
    """The outcome of each golden case; with `rewrite`, the expected files are written anew before.

    Raises RecipeError for recipes that do not load and UsageError where there are no cases.
    """
    found = cases(golden_of(folder))
    recipes = loaded(folder)
    if not found:
        raise UsageError(f"{golden_of(folder)} holds no cases: folders RECIPE/CASE with a before.py")
    yield from (outcome(case, recipes, rewrite) for case in found)


def outcome(case: Case, recipes: Sequence[Recipe], rewrite: bool = False) -> CaseOutcome:
    """The result of one case."""
    try:
        if rewrite:
            update(case, recipes)
        flaws = examine(case, recipes)
    except AsyncfixError as error:
        return CaseOutcome(case.name, "broken", str(error))
    except OSError as error:
        return CaseOutcome(case.name, "broken", f"{error.filename}: {error.strerror}")
    if flaws:
        return CaseOutcome(case.name, str(flaws[0].kind), "\n".join(map(str, flaws)))
    silent = rewrite and not case.text("report.txt")
    return CaseOutcome(case.name, CHANGED if changes(case.folder) else UNCHANGED, NOTHING_FOUND if silent else "")


def state_of(folder: Path) -> list[tuple[str, int, int]]:
    """The files that an edit of a recipe or a case changes, each with its size and time."""
    roots = {folder, *_golden(folder)}
    files = {path for root in roots for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    found = []
    for path in sorted(files):
        try:
            status = path.stat()
        except OSError:  # it went away meanwhile
            continue
        found.append((str(path), status.st_size, status.st_mtime_ns))
    return found


def _golden(folder: Path) -> list[Path]:
    try:
        return [golden_of(folder)]
    except UsageError:
        return []


def watch(folder: Path, run: Callable[[], None], pause: Callable[[], None], writes: bool = False) -> None:
    """Call `run` now and after each edit, until `pause`, which waits for a moment, raises.

    `writes` says that `run` edits the cases itself.
    """
    before: list[tuple[str, int, int]] | None = None
    while True:
        now = state_of(folder)
        if now != before:
            run()
            before = state_of(folder) if writes else now
        pause()
