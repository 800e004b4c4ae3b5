"""The pytest plugin: golden cases of recipes as tests, wherever pytest comes across them.

A case is `golden/RECIPE/CASE/before.py`, in a recipe folder or beside one that is called `recipes`. Its test runs
the recipes of that folder; `--update-golden` writes the expected files anew before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from asyncfix.recipe import Recipe

_WORDS = re.compile(rb"\b(?:asyncfix\.recipe|bowler|fissix|lib2to3)\b")
_RECIPES: pytest.StashKey[dict[Path, tuple[Recipe, ...]]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden`."""
    group = parser.getgroup("asyncfix")
    group.addoption("--update-golden", action="store_true", help="write what the recipes now make of the golden cases")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for the `before.py` of a golden case."""
    golden = file_path.parent.parent.parent
    if file_path.name != "before.py" or golden.name != "golden" or _recipe_folder(golden) is None:
        return None
    return _CaseFile.from_parent(parent, path=file_path)


def _recipe_folder(golden: Path) -> Path | None:
    """The folder whose recipes the cases are for: one with a file that speaks of asyncfix, or is a codemod."""
    for folder in (golden.parent, golden.parent / "recipes"):
        if any(_WORDS.search(file.read_bytes()) for file in folder.glob("*.py") if file.is_file()):
            return folder
    return None


class _CaseFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        yield _CaseItem.from_parent(self, name=self.path.parent.name)


class GoldenFailure(Exception):
    """A case does not hold. The message says in which way."""


class _CaseItem(pytest.Item):
    def runtest(self) -> None:
        from asyncfix.authoring.testing import outcome
        from asyncfix.golden.cases import Case

        case = Case(self.path.parent.parent.name, self.path.parent)
        found = outcome(case, self._recipes(), bool(self.config.getoption("--update-golden")))
        if not found.holds:
            raise GoldenFailure(f"{found.name}: {found.word}\n{found.details}")

    def _recipes(self) -> tuple[Recipe, ...]:
        from asyncfix.authoring.testing import loaded

        folder = _recipe_folder(self.path.parent.parent.parent)
        assert folder is not None
        known = self.config.stash.setdefault(_RECIPES, {})
        if folder not in known:
            known[folder] = loaded(folder)
        return known[folder]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        """Only what is wrong, without the plugin's own frames."""
        from asyncfix.errors import AsyncfixError

        if isinstance(excinfo.value, (GoldenFailure, AsyncfixError)):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case is, for the heading of its report."""
        return self.path, 0, f"{self.path.parent.parent.name}/{self.name}"
