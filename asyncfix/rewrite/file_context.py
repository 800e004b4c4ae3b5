"""One file as the stages of an analysis see it: what it says, what the project says of it, and what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from asyncfix.binding.execution_context import ExecutionContext
from asyncfix.binding.qualified_names import Names
from asyncfix.callgraph.name_references import Reference, reassigned, references
from asyncfix.catalogue import Catalogue
from asyncfix.config.options import Options
from asyncfix.files.text_edits import Span
from asyncfix.fixes import Finding, Fix
from asyncfix.imports.importer import Importer
from asyncfix.recipe import Recipe, Skip
from asyncfix.rewrite.project_reexports import reexported
from asyncfix.rewrite.suppression_comments import Suppressions
from asyncfix.syntax.node_path import NodePath
from asyncfix.syntax.tree import Tree

if TYPE_CHECKING:
    from asyncfix.callgraph.project_index import Index


@dataclass(frozen=True)
class Request:
    """The questions that are the same for every file."""

    recipes: Sequence[Recipe]
    catalogue: Catalogue
    index: Index | None = None  # of the project; without one, only what the file itself says is known
    offload: str = "auto"  # the way to a thread
    options: Options = Options()  # noqa: RUF009 # frozen

    @cached_property
    def targets(self) -> frozenset[str]:
        """The functions that the recipes are about, by their qualified names."""
        return frozenset(call for recipe in self.recipes for call in recipe.calls)


@dataclass(frozen=True)
class FileContext:
    """The facts of one file that are computed once."""

    request: Request
    tree: Tree
    names: Names
    references: Sequence[Reference]  # to functions that the recipes are about
    importer: Importer

    @classmethod
    def of(cls, tree: Tree, request: Request) -> FileContext:
        """The context of a file that has been parsed."""
        names = Names(tree, request.targets, reexported(tree, request.index, request.targets))
        found = tuple(references(tree, names, request.targets))
        importer = Importer(tree, names, [(one.path, one.meaning) for one in found])
        return cls(request, tree, names, found, importer)

    @cached_property
    def suppressions(self) -> Suppressions:
        """The comments that silence recipes."""
        return Suppressions(self.tree)

    @cached_property
    def reassigned(self) -> dict[str, int]:
        """The functions to which the file gives another value, with the lines."""
        return reassigned(self.tree, self.names, self.request.targets)

    def comment(self, recipe: Recipe, call: str, path: NodePath) -> str:
        """The comment that silences the recipe at the end of the path; "" for none."""
        row = self.request.catalogue.row(call)
        codes = frozenset((*recipe.codes, *(row.codes if row else ())))
        return self.suppressions.silences(path, recipe.name, codes)

    def finding(
        self, recipe: Recipe, path: NodePath, call: str, place: ExecutionContext, answer: tuple[Fix, ...] | Skip
    ) -> Finding:
        """The finding of a recipe at the end of a path."""
        span = self.tree.span(path[-1].node) if len(path) > 1 else Span(0, 0)
        position, end = self.tree.source.position(span.start), self.tree.source.position(span.end)
        row = self.request.catalogue.row(call)
        return Finding(
            recipe=recipe.name,
            span=span,
            line=position[0],
            column=position[1],
            end_line=end[0],
            end_column=end[1],
            call=call,
            function=place.name,
            message=recipe.problem.replace("{call}", call),
            fixes=() if isinstance(answer, Skip) else answer,
            skip=answer.reason if isinstance(answer, Skip) else "",
            family=row.family.value if row else "",
            severity=row.severity.value if row else "",
        )
