"""What the recipe author's guide says is true: its examples give what it shows, its tables hold, nothing is missing."""

from __future__ import annotations

import re
import runpy
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from asyncfix.catalogue.user_rows import documented
from asyncfix.golden.cases import CaseKind
from asyncfix.loading.registry import BUNDLED, load
from asyncfix.matching import Island, Pattern
from asyncfix.recipe import Call, Change, GivenArgument, Recipe, Rewrite, Skip, Use, Value
from asyncfix.recipe_facts import facts_of
from tests.support.command import asyncfix

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "recipes" / "README.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(power[^`]*)` \|(.*)\|(.*)\|$", GUIDE, re.MULTILINE)
PARTS: tuple[Any, ...] = (Rewrite, Change, Skip, Use, GivenArgument, Value)
GIVEN = ("summary", "description", "origin", "pack", "codemod")


def test_every_example_gives_what_is_shown(tmp_path: Path) -> None:
    guide = runpy.run_path(str(ROOT / ".ci" / "guide.py"))
    assert guide["replayed"](GUIDE, tmp_path, ROOT) == GUIDE


def test_every_block_of_code_is_a_file_or_a_session() -> None:
    heads = re.findall(r"^```(\S.*)$", GUIDE, re.MULTILINE)
    assert len(heads) > 20
    assert all(head == "console" or " " in head for head in heads)


def test_the_recipe_that_is_shown_is_the_one_that_recipe_new_writes(tmp_path: Path) -> None:
    shown = re.search(r"^```python recipes/acme_fetch\.py\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
    assert shown is not None
    snippets = ("--from", "acme.fetch(url)", "--to", "await acme.afetch(url)")
    asyncfix("recipe", "new", "acme-fetch", *snippets, cwd=tmp_path)
    assert (tmp_path / "recipes" / "acme_fetch.py").read_text() == shown[1]


@pytest.mark.parametrize(("pattern", "matching", "others"), ROWS, ids=[row[0] for row in ROWS])
def test_the_table_of_patterns_holds(pattern: str, matching: str, others: str) -> None:
    compiled = Pattern.compile(pattern.replace("\\|", "|"))
    for code in re.findall(r"`(.+?)`", matching):
        assert compiled.match(Island.expression(code)) is not None, code
    for code in re.findall(r"`(.+?)`", others):
        assert compiled.match(Island.expression(code)) is None, code


def test_the_table_of_patterns_has_every_row() -> None:
    assert len(ROWS) == GUIDE.count("\n| `power<") == 5


@pytest.mark.parametrize("name", [field.name for field in fields(Recipe) if field.name not in GIVEN])
def test_every_field_of_a_recipe_is_explained(name: str) -> None:
    assert f"| `{name}` |" in GUIDE


@pytest.mark.parametrize("name", facts_of(Call))
def test_every_fact_is_in_the_table(name: str) -> None:
    row = re.search(rf"^\| `call\.{name}(?:\([^`]*\))?` \| (.+) \|$", GUIDE, re.MULTILINE)
    assert row is not None
    assert len(row[1]) > 20


@pytest.mark.parametrize("part", [f"{one.__name__}` | `{f.name}" for one in PARTS for f in fields(one)])
def test_every_part_of_an_answer_and_of_a_fact_is_explained(part: str) -> None:
    row = re.search(rf"^\| `{re.escape(part)}` \| (.+) \|$", GUIDE, re.MULTILINE)
    assert row is not None
    assert len(row[1]) > 5


@pytest.mark.parametrize("key", [key for key, _, _ in documented()])
def test_every_key_of_a_row_is_explained(key: str) -> None:
    assert re.search(rf"^\| `{key}` \| .+ \| .{{8,}} \|$", GUIDE, re.MULTILINE)


@pytest.mark.parametrize("kind", list(CaseKind))
def test_every_outcome_is_explained(kind: CaseKind) -> None:
    assert f"`{kind}`" in GUIDE


@pytest.mark.parametrize("recipe", [one for one in load() if one.pack == BUNDLED], ids=lambda one: one.name)
def test_every_bundled_recipe_has_its_page(recipe: Recipe) -> None:
    page = Path(recipe.origin).with_suffix(".md")
    assert f"[{recipe.name}]({page.name})" in GUIDE
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {recipe.name}\n\n{recipe.summary}\n\n{recipe.description}\n")
    for case in (ROOT / "golden" / recipe.name).iterdir():
        title = case.name.replace("_", " ")
        assert title[0].upper() + title[1:] in text
