"""One file, all recipes: findings with their fixes.

file -> what recipes say of calls -> fixes of several calls -> findings -> without what comments silence
     -> with ways to a thread -> with functions that become coroutines -> report -> verified
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from asyncfix.catalogue import CATALOGUE, Catalogue
from asyncfix.config.options import Options
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.imports.removal import removable
from asyncfix.recipe import Recipe
from asyncfix.rewrite.block_findings import block_findings
from asyncfix.rewrite.call_findings import call_findings
from asyncfix.rewrite.codemod_findings import codemod_findings
from asyncfix.rewrite.file_context import FileContext, Request
from asyncfix.rewrite.joint_fix import JointFix
from asyncfix.rewrite.native_fixes import LocatedFinding
from asyncfix.rewrite.recipe_answers import call_answers, joint_fixes
from asyncfix.rewrite.suppression_comments import Suppressions
from asyncfix.rewrite.verify import verified
from asyncfix.rewrite.wrapped_functions import with_wrapped_functions
from asyncfix.rewrite.wrappers import notes_on
from asyncfix.syntax.tree import Tree

if TYPE_CHECKING:
    from asyncfix.callgraph.project_index import Index


def analyse(
    source: Source,
    recipes: Sequence[Recipe],
    known_recipes: Collection[str] = (),
    catalogue: Catalogue = CATALOGUE,
    index: Index | None = None,
    offload: str = "auto",
    options: Options | None = None,
) -> FileReport:
    """Everything that the recipes find in a file. A file that does not parse gives a report that says so.

    Without an index of the project, only what the file itself says is known. `offload` is the way to a thread.
    """
    request = Request(recipes, catalogue, index, offload, options or Options())
    try:
        return _report(FileContext.of(Tree(source), request), known_recipes)
    except UnreadableError as error:
        return FileReport(source.path, source.digest, unreadable=str(error))
    except RecursionError:
        return FileReport(source.path, source.digest, unreadable="is nested too deeply to be analysed")


def _report(file: FileContext, known_recipes: Collection[str]) -> FileReport:
    answers = call_answers(file)
    joints = joint_fixes(file, answers)
    blocks = list(block_findings(file))
    found = [*call_findings(file, answers, joints), *(one.located for one in blocks), *_of_codemods(file)]
    found = [_silenced(file, one) for one in found]
    families = [recipe for recipe in file.request.recipes if recipe.families]
    if families:
        from asyncfix.rewrite.offloaded_findings import with_offloaded  # with the types of the project behind it

        found = with_offloaded(file, found, joints, families)
    found, wrapped = with_wrapped_functions(file, found)
    if not found:
        return FileReport(file.tree.source.path, file.tree.source.digest)
    several = (joint for of_recipe in joints.values() for joint in of_recipe.values())
    made = [one for one in (*several, *wrapped.joints, *(one.joint for one in blocks)) if isinstance(one, JointFix)]
    found = sorted(found, key=lambda one: (one.finding.span, one.finding.recipe))
    return verified(file.tree.source, _summed_up(file, found, made, wrapped.stays, known_recipes), file.request.targets)


def _of_codemods(file: FileContext) -> Iterator[LocatedFinding]:
    for recipe in file.request.recipes:
        if recipe.codemod is not None:
            yield from (LocatedFinding(finding, path) for finding, path in codemod_findings(file.tree, recipe))


def _silenced(file: FileContext, one: LocatedFinding) -> LocatedFinding:
    recipe = next(recipe for recipe in file.request.recipes if recipe.name == one.finding.recipe)
    comment = file.comment(recipe, one.finding.call, one.reference)
    return replace(one, finding=replace(one.finding, fixes=(), skip="", suppressed=comment)) if comment else one


def _summed_up(
    file: FileContext,
    found: Sequence[LocatedFinding],
    joints: Sequence[JointFix],
    stays: Mapping[str, str],
    known_recipes: Collection[str],
) -> FileReport:
    """The report: the findings, and the imports that nothing needs when the fixes are made."""
    source = file.tree.source
    fixed = [one.reference for one in found if any(fix.uses_up or fix.needs for fix in one.finding.fixes)]
    fixed.extend(path for joint in dict.fromkeys(joints) for path in joint.removed)
    fixed.extend(path for one in found for path in one.imported)
    return FileReport(
        source.path,
        source.digest,
        findings=tuple(one.finding for one in found),
        imports=removable(file.tree, file.names, fixed),
        notes=(*_notes(file.suppressions, known_recipes), *notes_on(stays, found)),
    )


def _notes(suppressions: Suppressions, known: Collection[str]) -> tuple[str, ...]:
    return tuple(
        f"line {line}: the comment names a recipe that does not exist: {name}"
        for line, name in suppressions.recipes_named()
        if known and name not in known
    )
