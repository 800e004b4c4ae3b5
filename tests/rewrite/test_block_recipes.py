"""Recipes about more than calls: a file in `recipes/`, cases in `golden/`, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncfix.config.settings import Settings
from asyncfix.golden.cases import cases, examine, update
from asyncfix.loading.registry import load
from asyncfix.recipe import Block, Call
from asyncfix.recipe_facts import facts_of
from asyncfix.rewrite.block_facts import BlockFacts
from asyncfix.rewrite.call_facts import CallFacts
from asyncfix.rewrite.fix_selection import everything
from asyncfix.run.run import RunRequest, run

MANAGER = '''"""Make generators of managers asynchronous where they are coroutines.

`contextlib.contextmanager` on an `async def` fails when it is entered.
"""

from asyncfix.recipe import Block, Change, Recipe, Rewrite, Subject


def rewrite(block: Block):
    if "contextlib.contextmanager" not in block.decorators:
        return None
    changes = [
        Change(place, "contextlib.asynccontextmanager") for place in block.places_of("contextlib.contextmanager")
    ]
    return Rewrite(title="decorate it with asynccontextmanager", changes=changes)


RECIPE = Recipe(
    name="async-manager",
    about=Subject.FUNCTION,
    words=["contextmanager"],
    rewrite_block=rewrite,
    imports=["contextlib"],
    problem="{call} can't be entered",
)
'''
BEFORE = """import contextlib


@contextlib.contextmanager
async def opened(path):
    yield path


@contextlib.contextmanager
def plain(path):
    yield path
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    recipes = tmp_path / "recipes"
    case = tmp_path / "golden" / "async-manager" / "a_coroutine_gets_the_asynchronous_decorator"
    recipes.mkdir()
    case.mkdir(parents=True)
    (recipes / "async_manager.py").write_text(MANAGER)
    (case / "before.py").write_text(BEFORE)
    return recipes


def test_a_whole_function_recipe_is_a_file_and_a_folder_of_cases(pack: Path) -> None:
    recipes = load((pack,), True)
    (case,) = cases(pack.parent / "golden")
    update(case, recipes)
    assert examine(case, recipes) == []
    assert (case.folder / "after.py").read_text() == BEFORE.replace(
        "@contextlib.context", "@contextlib.asynccontext", 1
    )
    assert (case.folder / "report.txt").read_text().startswith("5:1 async-manager safe: decorate it")


def test_a_run_finds_it_where_its_word_stands(pack: Path, tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text(BEFORE)
    settings = Settings(root=tmp_path, cache=False, recipes=(pack,), select=("async-manager",))
    (result,) = run(RunRequest((file,), settings, everything)).files
    assert [(one.finding.line, one.finding.message) for one in result.outcomes] == [(5, "opened can't be entered")]


SUBJECTS = """from asyncfix.recipe import Change, Recipe, Rewrite, Skip, Span, Subject


def rewrite(block):
    return Skip(f"{block.text[:12]!r} {block.is_async} {block.unit}")


RECIPE = Recipe(name="all-of", about=Subject.SUBJECT, rewrite_block=rewrite, only_on_loop=False, problem="x")
"""
CODE = """import a

async def f(x):
    with x: pass
    async for y in x:
        a.b = y
"""


@pytest.mark.parametrize(
    ("subject", "lines"),
    [("WITH", [4]), ("FOR", [5]), ("FUNCTION", [3]), ("STATEMENT", [1, 3, 4, 4, 5, 6]), ("PROJECT", [1])],
)
def test_recipes_may_be_about_statements_blocks_and_modules(tmp_path: Path, subject: str, lines: list[int]) -> None:
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "all_of.py").write_text(SUBJECTS.replace("SUBJECT", subject))
    file = tmp_path / "app.py"
    file.write_text(CODE)
    settings = Settings(root=tmp_path, cache=False, recipes=(tmp_path / "recipes",), select=("all-of",))
    (result,) = run(RunRequest((file,), settings, everything)).files
    assert [one.finding.line for one in result.outcomes] == lines


@pytest.mark.parametrize(("kind", "answers"), [(Call, CallFacts), (Block, BlockFacts)], ids=["call", "block"])
def test_each_fact_that_is_declared_is_answered(kind: type, answers: type) -> None:
    """A Protocol that is inherited answers None for what nobody wrote."""
    own = {name for one in answers.__mro__ if one.__module__.startswith("asyncfix.rewrite.") for name in vars(one)}
    assert facts_of(kind).keys() - own == set()
