"""The layers of the package: each module imports only what stands on a line above its own.

Modules on one line may import each other only where they are of one package, and the line of a
package is the line of all its modules.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

LAYERS = """
    errors
    spans ignore options
    source fixes
    catalogue
    semantics matching
    imports codemod
    recipe
    requests_httpx asked
    offload index
    plan
    checks packs codemods twins
    registry config discover git baseline requirements
    render prefilter pool
    engine
    scan cache decide report replace patched
    journal summaries across
    write
    golden_answers
    run golden
    review
    golden_run view explain listing authoring
    interactive
    cli_options cli_output
    cli_recipe cli_review pytest_plugin
    cli __main__
"""

PACKAGE = Path(__file__).parent.parent / "asyncfix"
ROOT = PACKAGE.parent
LINE = {name: number for number, line in enumerate(LAYERS.strip().splitlines()) for name in line.split()}
KNOWS = {
    "fissix": {"matching", "codemods"},
    "bowler": {"codemods"},
    "rich": {"view"},
    "typer": {"cli", "cli_options", "cli_output", "cli_recipe", "cli_review"},
    "blockbuster": {"golden_run"},
    "pytest": {"pytest_plugin"},
}


MODULES = [file for file in sorted(PACKAGE.rglob("*.py")) if "bundled" not in file.parts]


def _part(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative imports hide the layer"
            yield node.module or ""


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_module_imports_only_lines_above_its_own(file: Path) -> None:
    part = _part(file)
    if part == "__init__":
        return
    for name in _imports(file):
        if name.startswith("asyncfix."):
            other = name.split(".")[1]
            assert other == part or LINE[other] < LINE[part] or part == "__main__", f"{part} imports {name}"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_each_library_is_known_by_one_part(file: Path) -> None:
    for name in _imports(file):
        allowed = KNOWS.get(name.partition(".")[0])
        assert allowed is None or _part(file) in allowed, f"{_part(file)} imports {name}"


@pytest.mark.parametrize("file", sorted((ROOT / "recipes").glob("*.py")), ids=lambda file: file.name)
def test_recipe_imports_the_recipe_module_and_what_is_known_of_libraries_alone(file: Path) -> None:
    """Knowledge about a pair of libraries that fills more than a screen is a package of its own."""
    others = [name for name in _imports(file) if name != "asyncfix.recipe"]
    assert [name for name in others if not name.startswith("asyncfix.requests_httpx.")] == []
