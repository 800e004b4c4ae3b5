"""Extraction from a text, for tests."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable, Sequence
from typing import Any

from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.region import Region
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport, Fix
from asyncfix.imports.importer import Importer, ImportRefusal
from asyncfix.offload.backends.base import Backend
from asyncfix.offload.backends.threads.asyncio import BACKEND as ASYNCIO
from asyncfix.offload.extract.extraction import Extraction, extract
from asyncfix.rewrite.render import rendered
from asyncfix.syntax.node_path import NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree


class Planner:
    """One file, and extractions from it."""

    def __init__(self, text: str) -> None:
        self.source = Source(text.encode())
        self.tree = Tree(self.source)
        self.names = Names(self.tree)
        self.importer = Importer(self.tree, self.names)

    def path(self, wanted: Callable[[ast.AST], bool]) -> NodePath:
        return next(path for path in walk_paths((Step(self.tree.module, ""),)) if wanted(path[-1].node))

    def expression(self, text: str) -> Region:
        """The first expression with the text."""
        return Region(self.path(lambda node: isinstance(node, ast.expr) and self.tree.text(node) == text))

    def statements(self, start: str, length: int = 1) -> Region:
        """The statements from the first one whose text begins so."""
        found = self.path(lambda node: isinstance(node, ast.stmt) and self.tree.text(node).startswith(start))
        return Region(found, length)

    def extract(self, region: Region, backend: Backend = ASYNCIO, **options: Any) -> Extraction | ImportRefusal:
        return extract(self.tree, self.names, region, backend=backend, importer=self.importer, **options)

    def applied(self, extractions: Sequence[Extraction]) -> str:
        """The text with the extractions made."""
        fixes = [fix_of(one) for one in extractions]
        return rendered(self.source, FileReport("", self.source.digest), fixes).text


def fix_of(extraction: Extraction) -> Fix:
    return Fix(
        "test",
        extraction.title,
        extraction.edits,
        needs=extraction.needs,
        introduces=extraction.introduces,
        form=extraction.form,
    )


def regions(planner: Planner, function: NodePath, chooser: random.Random) -> Region:
    """A region of the function at random: mostly statements, sometimes an expression."""
    paths = [path for path in walk_paths(function) if _runs_in(path, function)]
    if chooser.random() < 0.15:
        expressions = [path for path in paths if _is_value(path)]
        if expressions:
            return Region(chooser.choice(expressions))
    statements = [path for path in paths if isinstance(path[-1].node, ast.stmt) and path != function]
    first = Region(chooser.choice(statements))
    rest = len(first.block) - first.start
    return Region(first.path, chooser.randint(1, min(rest, 5)))


def _runs_in(path: NodePath, function: NodePath) -> bool:
    inner = path[len(function) : -1]
    return not any(isinstance(step.node, (ast.FunctionDef, ast.Lambda)) for step in inner)


def _is_value(path: NodePath) -> bool:
    node = path[-1].node
    if isinstance(node, (ast.Constant, ast.Starred, ast.Slice)) or not isinstance(node, ast.expr):
        return False
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load) and path[-1].field != "annotation"


def body(text: str) -> str:
    """The text without the imports at its top."""
    lines = text.splitlines(keepends=True)
    while lines and (lines[0].startswith(("import ", "from ")) or not lines[0].strip()):
        del lines[0]
    return "".join(lines)
