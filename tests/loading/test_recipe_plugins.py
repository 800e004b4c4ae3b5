"""Installed packages bring recipes; who made them for which API is checked, and the analysed project is no package."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from asyncfix.errors import RecipeError
from asyncfix.loading.recipe_plugins import check_api, installed
from asyncfix.recipe import API_VERSION
from tests.support.command import asyncfix

RECIPE = """'''Nap.'''
from asyncfix.recipe import Recipe
RECIPE = Recipe(
    name="acme-nap",
    calls=["acme.nap"],
    pattern="power< any+ trailer< '(' delay=any ')' > >",
    rewrite="await acme.anap({delay})",
    imports=["acme"],
)
"""


def install(site: Path, init: str = f"ASYNCFIX_API = {API_VERSION}\n", value: str = "acme_recipes.all") -> Path:
    """A package with a recipe, as an installer leaves it. Returns the folder of the recipe."""
    meta = site / "acme_recipes-1.2.dist-info"
    meta.mkdir(parents=True)
    (meta / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-recipes\nVersion: 1.2\n")
    (meta / "entry_points.txt").write_text(f"[console_scripts]\nx = y:z\n\n[asyncfix.recipes]\nacme = {value}\n")
    folder = site / "acme_recipes" / "all"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").write_text("raise SystemExit('a pack is read, not run')\n")
    (folder / "__init__.py").write_text(init)
    (folder / "nap.py").write_text(RECIPE)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "lib" / "site-packages"


def _check_all() -> None:
    for pack in installed():
        check_api(pack.folder, required=True)


def complaint(site: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "path", [*sys.path, str(site)])
    with pytest.raises(RecipeError) as caught:
        _check_all()
    return str(caught.value).replace(f"{site}{os.sep}", "")


def test_the_recipes_of_an_installed_pack_run_and_show_their_origin(site: Path, tmp_path: Path) -> None:
    install(site)
    project = tmp_path / "project"
    project.mkdir()
    (project / "app.py").write_text("import acme\nasync def f():\n    acme.nap(1)\n")
    path = {"PYTHONPATH": os.pathsep.join([str(site), str(Path(__file__).parent.parent.parent)])}
    listed = asyncfix("recipes", cwd=project, env=path)
    assert re.search(r"^acme-nap +Nap\.  \[acme-recipes 1\.2\]$", listed.out, re.MULTILINE)
    assert re.search(r"^blocking-sleep +Sleep without stopping the event loop\.$", listed.out, re.MULTILINE)
    assert asyncfix("run", "--write", "app.py", cwd=project, env=path).code == 0
    assert (project / "app.py").read_text().endswith("    await acme.anap(1)\n")


def test_a_folder_of_recipes_shows_its_path(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "nap.py").write_text(RECIPE)
    listed = asyncfix("recipes", "--recipes", "mine", cwd=tmp_path)
    assert re.search(r"^acme-nap +Nap\.  \[mine\]$", listed.out, re.MULTILINE)


def test_metadata_in_the_analysed_project_is_no_installed_pack(tmp_path: Path) -> None:
    install(tmp_path)
    install(tmp_path / "site-packages")
    done = asyncfix("recipes", cwd=tmp_path, env={"PYTHONPATH": str(Path(__file__).parent.parent.parent)})
    assert "acme" not in done.out


def test_a_package_of_the_working_directory_does_not_stand_in_for_the_pack(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = install(site)
    install(tmp_path / "here")
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(sys, "path", ["", str(tmp_path / "here"), *sys.path, str(site)])
    (pack,) = installed()
    assert (pack.folder, pack.label) == (folder, "acme-recipes 1.2")


@pytest.mark.parametrize(
    ("init", "said"),
    [
        ("", "acme_recipes/all/__init__.py: does not say which recipe API it was made for; write ASYNCFIX_API = 2"),
        (
            "\nASYNCFIX_API = 99\n",
            "acme_recipes/all/__init__.py:2: these recipes are for version 99 of the recipe API, and this asyncfix "
            "has version 2: install a newer asyncfix",
        ),
        (
            "ASYNCFIX_API = 0\n",
            "acme_recipes/all/__init__.py:1: these recipes are for version 0 of the recipe API, and this asyncfix "
            "has version 2: install a newer version of the recipes",
        ),
        ("ASYNCFIX_API = '1'\n", "acme_recipes/all/__init__.py:1: ASYNCFIX_API must be a whole number, such as 2"),
        ("ASYNCFIX_API = True\n", "acme_recipes/all/__init__.py:1: ASYNCFIX_API must be a whole number, such as 2"),
        ("ASYNCFIX_API =\n", "acme_recipes/all/__init__.py: does not parse: "),
    ],
)  # fmt: skip
def test_the_version_of_the_api_is_checked(site: Path, monkeypatch: pytest.MonkeyPatch, init: str, said: str) -> None:
    install(site, init)
    assert complaint(site, monkeypatch).startswith(said)


def test_an_entry_point_that_leads_nowhere_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(site, value="acme_recipes.missing")
    assert complaint(site, monkeypatch) == (
        "acme-recipes 1.2: its entry point asyncfix.recipes names acme_recipes.missing, which is no installed package"
    )


def test_a_folder_may_say_its_version_and_need_not(tmp_path: Path) -> None:
    (tmp_path / "nap.py").write_text(RECIPE)
    assert asyncfix("recipes", "--recipes", ".", cwd=tmp_path).code == 0
    (tmp_path / "__init__.py").write_text("ASYNCFIX_API = 3\n")
    done = asyncfix("recipes", "--recipes", ".", cwd=tmp_path)
    assert done.code == 2
    assert "__init__.py:1: these recipes are for version 3 of the recipe API" in done.err
