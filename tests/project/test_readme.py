"""What the README says is true: its commands run, its examples work, its tables are those of the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

from asyncfix.cli.output import FAILED, FINDINGS, INTERRUPTED, OK
from asyncfix.files.source import Source
from asyncfix.loading.registry import load
from asyncfix.recipe import Recipe
from asyncfix.rewrite.analyse import analyse
from tests.support.command import asyncfix, environment

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
COMMANDS = ("run", "review", "undo", "recipes", "explain", "catalogue", "recipe")


def block(language: str, word: str) -> str:
    """The code block in the language that holds the word."""
    (found,) = (text for name, text in BLOCKS if name == language and word in text)
    return str(found)


def test_the_first_code_block_is_the_two_commands_that_show_and_prove() -> None:
    first, second = BLOCKS[0][1].splitlines()
    assert first.split()[:4] == ["python3", ".ci/env.py", "asyncfix", "run"]
    assert second.split() == ["python3", ".ci/env.py", "pytest"]
    assert (ROOT / ".ci" / "env.py").is_file()


def test_the_first_command_shows_the_tool_at_work(tmp_path: Path) -> None:
    arguments = BLOCKS[0][1].splitlines()[0].split()[3:]
    done = asyncfix(*arguments, cwd=ROOT, env=environment(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert "+    await asyncio.sleep(" in re.sub(r"^ +([+-])", r"\1", done.out, flags=re.MULTILINE)


def test_the_generated_parts_are_up_to_date(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / ".ci" / "readme.py"), "--check"]
    done = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stdout.decode()


def test_the_recipe_that_it_shows_loads_and_works(tmp_path: Path) -> None:
    shown = block("python", "RECIPE = Recipe(")
    assert indent(shown, "    ") in CONTRIBUTING
    (tmp_path / "shown.py").write_text(shown.replace('"blocking-sleep",', '"shown", before=["blocking-sleep"],'))
    recipe = next(recipe for recipe in load([tmp_path]) if recipe.name == "shown")
    text = "import time as t\nasync def f(): t.sleep(1)\n"
    own, bundled = (analyse(Source(text.encode()), [one]) for one in (recipe, _bundled()))
    assert [finding.fixes[0].edits for finding in own.findings] == [f.fixes[0].edits for f in bundled.findings] != []


def _bundled() -> Recipe:
    return next(recipe for recipe in load() if recipe.name == "blocking-sleep")


@pytest.mark.parametrize(
    "line", [line for line in block("python", "# asyncfix: skip\n").splitlines() if line.startswith("time.sleep")]
)
def test_the_comments_that_it_shows_silence(line: str) -> None:
    (finding,) = analyse(Source(f"import time\nasync def f():\n    {line}\n".encode()), load()).findings
    assert finding.suppressed


def test_the_commands_and_options_that_it_names_exist(tmp_path: Path) -> None:
    asked = ((), *((name,) for name in COMMANDS), ("recipe", "new"))
    help = "".join(asyncfix(*command, "--help", cwd=tmp_path).out for command in asked)
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README))
    assert {"--write", "--check", "--diff", "--format", "--recipes", "--unsafe"} <= named
    assert {option for option in named if not re.search(rf"{option}\b(?!-)", help)} == set()
    commands = set(re.findall(r"(?:^|`)asyncfix ([a-z]+)", README, re.MULTILINE))
    assert {"run", "undo", "explain"} <= commands <= set(COMMANDS)


def test_the_exit_codes_are_those_of_the_command() -> None:
    table = re.findall(r"^\| (\d+) \| ", README, re.MULTILINE)
    assert [int(code) for code in table] == [OK, FINDINGS, FAILED, INTERRUPTED]


def test_the_hooks_and_files_that_it_names_exist() -> None:
    hooks = re.findall(r"^- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text(), re.MULTILINE)
    shown = block("yaml", "hooks:")
    assert set(re.findall(r"\basyncfix(?:-fix)?\b", shown.partition("hooks:")[2])) == set(hooks)
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_pictures_show_no_place_of_the_machine_that_drew_them() -> None:
    shown = {picture.name: picture.read_text(encoding="utf-8") for picture in (ROOT / "examples").glob("*.svg")}
    assert len(shown) > 1
    assert not [name for name, text in shown.items() if re.search(r"[>(]/(?!/)\w+/", text)]
