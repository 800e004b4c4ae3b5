"""Recipes come from the folders that are named, and what does not load says where and why."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from asyncfix.errors import RecipeError, UsageError
from asyncfix.loading.registry import bundled_folder, choose, fingerprint, load
from tests.support.command import asyncfix

GOOD = '''"""Nap without stopping the event loop.

Why, and what is left alone.
"""

from asyncfix.recipe import Recipe

RECIPE = Recipe(
    name="own-nap",
    calls=["naps.nap"],
    pattern="power< any+ trailer< '(' delay=any ')' > >",
    rewrite="await naps.anap({delay})",
    imports=["naps"],
)
'''
NO_RECIPE = "own.py: defines no recipe; write RECIPE = Recipe(...), or RECIPES = [...] for several"
EITHER = "own.py:8: give either a rewrite (a template or a function) or a transform"
BLOCKING = "import naps\n\n\nasync def poll():\n    naps.nap(1)\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    return tmp_path / "mine"


def complaint(folder: Path, text: str | bytes) -> str:
    """What is said about a recipe file, which is called own.py; its folder is left out."""
    (folder / "own.py").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RecipeError) as caught:
        load([folder])
    return str(caught.value).replace(f"{folder}{os.sep}", "")


def test_a_recipe_of_ones_own_loads_beside_the_bundled_ones(folder: Path) -> None:
    (folder / "own.py").write_text(GOOD)
    recipes = {recipe.name: recipe for recipe in load([folder])}
    assert set(recipes) == {"own-nap", *(recipe.name for recipe in load())}
    own = recipes["own-nap"]
    assert own.summary == "Nap without stopping the event loop."
    assert own.description == "Why, and what is left alone."
    assert own.origin == str(folder / "own.py")


def test_a_file_may_define_several_recipes_and_private_files_are_passed_by(folder: Path) -> None:
    (folder / "own.py").write_text(
        GOOD + "\nfrom dataclasses import replace\nRECIPES = [RECIPE, replace(RECIPE, name='b', before=['own-nap'])]\n"
    )
    (folder / "_helpers.py").write_text("raise SystemExit('not mine to load')\n")
    (folder / "notes.txt").write_text("no recipe")
    assert {"own-nap", "b"} < {recipe.name for recipe in load([folder])}


def test_every_bundled_recipe_passes_the_checks() -> None:
    assert [recipe.name for recipe in load(check=True)] == [recipe.name for recipe in load()]
    assert all(recipe.summary and recipe.description for recipe in load())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{delay}", "{deley}", "own.py:12: template 'await naps.anap({deley})' asks for {deley}, but the pattern "),
        ("{delay}", "{delay!r}", "own.py:12: template 'await naps.anap({delay!r})': {delay} takes no conversion"),
        ("{delay}", "{delay.real}", "own.py:12: template 'await naps.anap({delay.real})': {delay.real} is no name"),
        ("{delay}", "{delay", "own.py:12: template 'await naps.anap({delay)': "),
        ("{delay}", "{}", "own.py:12: template 'await naps.anap({})': {} is no name of a capture"),
        ("delay=any ')' >", "delay=any ')'", "own.py:11: the pattern does not compile: "),
        ('"own-nap"', '"blocking-sleep"', "own.py: the recipe 'blocking-sleep' is already defined in "),
        ('"own-nap"', '"Own nap"', "own.py:8: name 'Own nap': use lower-case words with dashes, such as "),
        ('["naps.nap"]', '"naps.nap"', "own.py:8: calls is a string; write a list: calls=['naps.nap']"),
        ('["naps"]', '"naps"', "own.py:8: imports is a string; write a list: imports=['naps']"),
        ('["naps.nap"]', '["nap"]', "own.py:8: calls: 'nap' is no qualified name such as 'time.sleep'"),
        ('["naps.nap"]', '["naps.nap()"]', "own.py:8: calls: 'naps.nap()' is no qualified name such as 'time.sleep'"),
        ('["naps.nap"]', "[]", "own.py:8: calls is empty: name the function that the recipe is about"),
        ('["naps"]', '["naps"], codes="ASYNC1"', "own.py:8: codes is a string; write a list: codes=['ASYNC1']"),
        ('["naps"]', '["naps"], codes=["sleepy"]', "own.py:8: codes: 'sleepy' is no lint code such as 'ASYNC251'"),
        ('["naps"]', '["naps"], safety="safe"', "own.py:8: safety is 'safe'; write Safety.SAFE or Safety.REVIEW"),
        ('["naps"]', '["naps"], problem=""', "own.py:8: problem is ''; write a text"),
        ('["naps"]', '["naps"], transform=print', EITHER),
        ('rewrite="await naps.anap({delay})",', "", EITHER),
        ('"await naps.anap({delay})"', "7", "own.py:8: rewrite is a int; write a template string or a function"),
        ('name="own-nap",', "", "own.py:8: TypeError: "),
        ("imports=", "import=", "own.py:13: invalid syntax"),
        ("RECIPE =", "RECIPE := ", "own.py:8: invalid syntax"),
        ("RECIPE =", "OTHER =", NO_RECIPE),
        ("RECIPE =", "RECIPES =", NO_RECIPE),
        ("RECIPE =", "RECIPE = 1 or", NO_RECIPE),
        ("RECIPE =", "1 / 0\nRECIPE =", "own.py:8: ZeroDivisionError: division by zero"),
        ("RECIPE =", "import no_such_thing\nRECIPE =", "own.py:8: ModuleNotFoundError: No module named"),
        ("RECIPE =", "raise SystemExit(0)\nRECIPE =", "own.py:8: SystemExit: 0"),
        ("RECIPE =", "eval('1 +')\nRECIPE =", "own.py:8: SyntaxError: "),
    ],
)  # fmt: skip
def test_a_recipe_that_does_not_load_says_where_and_why(folder: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert complaint(folder, GOOD.replace(old, new)).startswith(said)


def test_a_pattern_that_does_not_compile_is_shown_with_a_caret_at_the_place(folder: Path) -> None:
    text = complaint(folder, GOOD.replace("any+ trailer<", "any+ trailler<"))
    first, pattern, caret = text.split("\n")
    assert first.startswith("own.py:11: the pattern does not compile: ")
    assert pattern.strip() == "power< any+ trailler< '(' delay=any ')' > >"
    assert pattern[caret.index("^") :].startswith("trailler<")


@pytest.mark.parametrize("text", [b"\xff", b"x = 1\0\n"], ids=["bad bytes", "NUL"])
def test_a_recipe_file_that_is_no_text_is_told_by_its_name(folder: Path, text: bytes) -> None:
    assert complaint(folder, text).startswith("own.py:")


def test_a_folder_without_recipes_is_a_mistake(folder: Path) -> None:
    with pytest.raises(RecipeError, match="holds no recipes"):
        load([folder])
    with pytest.raises(RecipeError, match="is not a folder"):
        load([folder / "missing"])


def test_the_same_folder_twice_defines_each_recipe_twice(folder: Path) -> None:
    (folder / "own.py").write_text(GOOD)
    with pytest.raises(RecipeError, match="already defined in"):
        load([folder, folder])


def test_a_recipe_that_was_changed_within_a_second_is_read_anew(folder: Path) -> None:
    file = folder / "own.py"
    for problem in ("{call} is slow", "{call} is lazy"):
        file.write_text(GOOD.replace("imports=", f'problem="{problem}", imports='))
        os.utime(file, (1_700_000_000, 1_700_000_000))
        assert next(recipe for recipe in load([folder]) if recipe.name == "own-nap").problem == problem
    assert [path.name for path in folder.iterdir()] == ["own.py"]


def test_the_fingerprint_changes_with_any_file_of_the_folder(folder: Path) -> None:
    (folder / "own.py").write_text(GOOD)
    first = fingerprint(load([folder]))
    assert first == fingerprint(load([folder]))
    (folder / "_helpers.py").write_text("LIMIT = 1\n")
    assert fingerprint(load([folder])) != first
    assert fingerprint(load()) != first


def test_recipes_are_chosen_by_name() -> None:
    recipes = load()
    names = [recipe.name for recipe in recipes]
    assert choose(recipes, (), ()) == recipes
    assert [recipe.name for recipe in choose(recipes, (names[1],), ())] == [names[1]]
    assert [recipe.name for recipe in choose(recipes, (), (names[0],))] == names[1:]
    assert choose(recipes, (names[0],), (names[0],)) == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("blocking-slep", "there is no recipe 'blocking-slep'; did you mean 'blocking-sleep'?"),
        ("zzz", f"there is no recipe 'zzz'; there are {', '.join(recipe.name for recipe in load())}"),
    ],
)
def test_an_unknown_name_is_an_error_with_a_suggestion(name: str, said: str) -> None:
    for select, ignore in (((name,), ()), ((), (name,))):
        with pytest.raises(UsageError) as caught:
            choose(load(), select, ignore)
        assert str(caught.value) == said


@pytest.mark.parametrize("way", ["option", "settings", "settings in a folder below"])
def test_recipes_of_ones_own_work_from_end_to_end(folder: Path, way: str) -> None:
    project = folder.parent
    (folder / "own.py").write_text(GOOD)
    code = project / "src" / "app.py"
    code.parent.mkdir()
    code.write_text(BLOCKING)
    if way != "option":
        (project / "pyproject.toml").write_text("[tool.asyncfix]\nrecipes = ['mine']\n")
    where = code.parent if way == "settings in a folder below" else project
    options = ("--recipes", "mine") if way == "option" else ()
    done = asyncfix("run", "--write", *options, code, cwd=where)
    assert (done.code, done.err) == (0, "")
    assert code.read_text() == BLOCKING.replace("naps.nap(1)", "await naps.anap(1)")
    assert "own-nap" in asyncfix("recipes", *options, cwd=where).out
    explained = asyncfix("explain", "own-nap", *options, cwd=where).out
    assert "Why, and what is left alone." in explained
    assert str(folder / "own.py") in explained


def test_a_recipe_that_does_not_load_ends_the_run_with_one_message(folder: Path) -> None:
    (folder / "own.py").write_text(GOOD.replace("any+ trailer<", "any+ trailler<"))
    done = asyncfix("run", "--recipes", "mine", ".", cwd=folder.parent)
    assert done.code == 2
    first, pattern, caret = done.err.splitlines()
    assert first.startswith(f"asyncfix: {folder / 'own.py'}:11: the pattern does not compile: ")
    assert pattern[caret.index("^") :].startswith("trailler<")


def test_a_recipes_folder_in_the_analysed_project_is_never_loaded(tmp_path: Path) -> None:
    loaded = tmp_path / "loaded"
    for where in ("recipes", "src/recipes", "asyncfix_recipes", "asyncfix/bundled/recipes", "golden"):
        trap = tmp_path / "project" / where
        trap.mkdir(parents=True)
        for name in ("blocking_sleep.py", "own.py", "__init__.py", "conftest.py"):
            (trap / name).write_text(f"open({str(loaded)!r}, 'w').close()\n" + GOOD)
    for command in (["run", "."], ["run", "--write", "--unsafe", "."], ["recipes"], ["explain", "blocking-sleep"]):
        done = asyncfix(*command, cwd=tmp_path / "project")
        assert done.code == 0, done.err
        assert "own-nap" not in done.out
    assert not loaded.exists()


def test_the_bundled_recipes_are_those_of_the_checkout_or_of_the_package(tmp_path: Path) -> None:
    ours = bundled_folder("recipes")
    assert ours.is_dir()
    copy = tmp_path / "recipes"
    shutil.copytree(ours, copy, ignore=shutil.ignore_patterns("__pycache__"))
    done = asyncfix("run", "--recipes", "recipes", ".", cwd=tmp_path)
    assert done.code == 2
    assert f"is already defined in {ours}" in done.err
