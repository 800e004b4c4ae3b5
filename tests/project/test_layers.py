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
    errors effects.table
    files.text_edits files.gitignore files.regular_files config.options run.pool
    files.source fixes
    catalogue inference.record
    inference.types
    syntax matching
    binding
    dataflow
    inference.symbolic
    inference.events effects.attribute_access effects.container_access effects.assumed_harmless
    effects.access_paths
    effects.segments
    effects.touches
    effects.of_syntax effects.write_then_use
    effects.interference
    imports codemods.protocol
    recipe_facts
    recipe_facts
    recipe
    callgraph.name_references callgraph.web_applications
    inference
    effects
    callgraph
    requests_httpx loading.recipe_fact_checks
    offload.extract.code_fragment
    offload.backends offload.candidates
    offload.safety.process_state
    effects.of_regions
    offload
    loading.recipe_checks loading.recipe_plugins loading.user_twins codemods
    loading config files
    run.prefilter
    rewrite
    report write
    run golden
    review report.explain
    authoring
    golden.run_cases
    terminal
    cli.shared_options cli.output
    cli.recipe_commands cli.review_command pytest_plugin
    cli __main__
"""

PACKAGE = Path(__file__).parent.parent.parent / "asyncfix"
ROOT = PACKAGE.parent
LINE = {name: number for number, line in enumerate(LAYERS.strip().splitlines()) for name in line.split()}
KNOWS = {
    "fissix": {"matching", "codemods"},
    "bowler": {"codemods"},
    "rich": {"terminal"},
    "typer": {"cli"},
    "blockbuster": {"golden"},
    "pytest": {"pytest_plugin"},
}


MODULES = [file for file in sorted(PACKAGE.rglob("*.py")) if "bundled" not in file.parts]


def _part(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _line(module: str) -> tuple[str, int]:
    """The most exact entry of the table for a module, and its line."""
    words = module.split(".")
    found = next(name for end in range(len(words), 0, -1) if (name := ".".join(words[:end])) in LINE)
    return found, LINE[found]


def _modules(name: str, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules that one import statement loads: `from asyncfix.write import journal` names a module, too."""
    own = [f"{name}.{alias.name}" for alias in node.names] if isinstance(node, ast.ImportFrom) else []
    found = [one for one in own if (ROOT / (one.replace(".", "/") + ".py")).is_file()]
    yield from found or [name]


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative imports hide the layer"
            yield from _modules(node.module or "", node)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_module_imports_only_lines_above_its_own(file: Path) -> None:
    own = ".".join(file.relative_to(PACKAGE).with_suffix("").parts)
    if own.endswith("__init__") and own != "catalogue.__init__":
        return
    part, line = _line(own)
    for name in _imports(file):
        if name.startswith("asyncfix."):
            other, below = _line(name.removeprefix("asyncfix."))
            assert other == part or below < line or part == "__main__", f"{own} imports {name}"


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
