"""The identity of a syntax node is a `NodeId`, and only `syntax/node_id.py` asks Python for it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.project.test_layers import MODULES, PACKAGE

NO_SYNTAX_NODES = {
    "syntax/node_id.py": "defines it",
    "inference/record.py": "values",
    "matching/_find.py": "leaves of fissix's trees",
    "codemods/_loading.py": "classes of a module",
    "codemods/_steps.py": "leaves of fissix's trees",
    "terminal/review_screen.py": "rows of a diff",
    "review/review_changes.py": "the id of an option",
}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_ids_of_nodes_have_a_type(file: Path) -> None:
    if file.relative_to(PACKAGE).as_posix() in NO_SYNTAX_NODES:
        return
    names = [node for node in ast.walk(ast.parse(file.read_bytes())) if isinstance(node, ast.Name) and node.id == "id"]
    lines = [node.lineno for node in names if isinstance(node.ctx, ast.Load)]
    assert lines == [], f"{file}: write `node_id(node)`"
