"""A row of the user's own catalogue is enough: a function with a twin is awaited, without a recipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from asyncfix.catalogue import catalogue_with
from asyncfix.config.settings import load
from asyncfix.errors import ConfigError
from asyncfix.rewrite.fix_selection import safe
from asyncfix.run.jobs import all_recipes
from asyncfix.run.run import RunRequest, run
from tests.support.command import asyncfix

TABLE = """[tool.asyncfix.catalogue]
"legacy.fetch" = { family = "http", twin = "legacy.afetch", unless = ["wait@1=False"] }
"legacy.db.query" = { family = "database", twin = "legacy_aio.query" }
"legacy.render" = "cpu"
"legacy.Client" = { threads = "any" }
"legacy.Client.get" = { family = "http", twin = "legacy.AsyncClient.get" }
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text(TABLE)
    return tmp_path


def written(project: Path, code: str) -> str:
    """A file after `run --write`."""
    (project / "app.py").write_text(code)
    asyncfix("run", "--write", "app.py", cwd=project)
    return (project / "app.py").read_text()


def test_the_twin_is_awaited_with_the_same_arguments(project: Path) -> None:
    code = "import legacy\n\n\nasync def f(x, *a, **k):\n    return {}\n"
    for arguments in ("", "x", "x, t=1", "*a, **k", "x,  # why\n        t=1,\n    "):
        assert written(project, code.format(f"legacy.fetch({arguments})")) == code.format(
            f"await legacy.afetch({arguments})"
        )


def test_imports_follow_and_attributes_get_parentheses(project: Path) -> None:
    code = "from legacy import db as database\n\n\nasync def f(q):\n    return database.query(q).rows\n"
    assert (
        written(project, code)
        == "import legacy_aio\n\n\nasync def f(q):\n    return (await legacy_aio.query(q)).rows\n"
    )


def test_places_without_await_conditions_and_sync_code_stay(project: Path) -> None:
    code = (
        "import legacy\ndef sync(): legacy.fetch(1)\nasync def f(x):\n    legacy.fetch(x, False)\n"
        "    legacy.fetch(x, wait=False)\n    return lambda: legacy.fetch(x)\n"
    )
    assert written(project, code) == code
    report = asyncfix("run", "--check", "app.py", cwd=project).out
    assert report.count("with wait=False it does not block, by the catalogue of the settings") >= 2


def test_a_row_without_a_twin_and_a_method_need_no_recipe_and_make_none(project: Path) -> None:
    (recipe,) = (one for one in all_recipes(load([project])) if one.name == "async-twin")
    assert list(recipe.calls) == ["legacy.db.query", "legacy.fetch"]
    assert not any(one.name == "async-twin" for one in all_recipes(load([project.parent])))


def test_a_recipe_of_ones_own_for_the_call_wins(project: Path) -> None:
    (project / "mine").mkdir()
    (project / "mine" / "own.py").write_text(
        "from asyncfix.recipe import Recipe\nRECIPE = Recipe(name='own', calls=['legacy.fetch'], imports=['legacy'], "
        "pattern=\"power< any+ trailer< '(' x=any ')' > >\", rewrite='await legacy.mine({x})')\n"
    )
    (project / "pyproject.toml").write_text("[tool.asyncfix]\nrecipes = ['mine']\n" + TABLE)
    code = "import legacy\nasync def f(x): legacy.fetch(x)\n"
    assert written(project, code) == "import legacy\nasync def f(x): await legacy.mine(x)\n"


def test_the_rows_are_known_to_reports_lists_and_explanations(project: Path) -> None:
    written(project, "import legacy\nasync def f(): legacy.fetch()\n")
    (project / "app.py").write_text("import legacy\nasync def f(): legacy.fetch()\n")
    result = run(RunRequest((project / "app.py",), load([project]).override(cache=False), safe))
    assert [one.finding.family for one in result.files[0].outcomes] == ["http"]
    assert "async-twin" in asyncfix("recipes", cwd=project).out
    assert "asyncfix.catalogue" in asyncfix("explain", "async-twin", cwd=project).out
    assert "legacy.render" in asyncfix("catalogue", "legacy", cwd=project).out
    row = catalogue_with(load([project]).catalogue).row("legacy.render")
    assert row is not None
    assert row.stops
    assert catalogue_with(load([project]).catalogue).row("time.sleep") is not None


def test_several_processes_know_the_rows(project: Path) -> None:
    for number in range(300):
        (project / f"m{number}.py").write_text("import legacy\nasync def f(): legacy.fetch()\n")
    assert asyncfix("run", "--write", "--jobs", "2", "-q", ".", cwd=project).code == 0
    assert (project / "m299.py").read_text().endswith("await legacy.afetch()\n")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('"legacy.x" = { family = "htp" }', "pyproject.toml:2: catalogue: `legacy.x` `family` must be one of sleep, "),
        ('"legacy.x" = { family = "http", twn = "a.b" }', "`legacy.x` has an unknown key `twn`; did you mean `twin`?"),
        ('"legacy x" = "http"', "pyproject.toml:2: catalogue: `legacy x` is no qualified name"),
        ("'legacy.x' = 7", "pyproject.toml:2: catalogue: `legacy.x` must be a family or a table"),
    ],
)
def test_a_mistake_in_a_row_is_told_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.asyncfix.catalogue]\n{row}\n")
    with pytest.raises(ConfigError) as caught:
        load([tmp_path])
    assert said in str(caught.value)


def test_the_catalogue_of_the_settings_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.asyncfix]\ncatalogue = ['legacy.fetch']\n")
    with pytest.raises(ConfigError, match=r'pyproject.toml:2: `catalogue` must be a table of functions, not \["leg'):
        load([tmp_path])


def test_a_twin_of_a_method_is_not_used_and_a_run_that_meets_the_method_says_so(project: Path) -> None:
    (project / "app.py").write_text("import legacy\nasync def f(x):\n    c = legacy.Client()\n    return c.get(x)\n")
    said = "the settings name a twin of the method legacy.Client.get, which is not used: another class would have to "
    assert said in " ".join(asyncfix("run", "app.py", cwd=project).out.split())
    (project / "app.py").write_text("import legacy\nasync def f(x):\n    return legacy.fetch(x)\n")
    assert "a twin of the method" not in asyncfix("run", "app.py", cwd=project).out
