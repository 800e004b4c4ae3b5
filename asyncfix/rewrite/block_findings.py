"""The findings of recipes about more than calls: statements, blocks, functions and whole modules."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from asyncfix.errors import RecipeError
from asyncfix.files.text_edits import Span
from asyncfix.fixes import Finding
from asyncfix.recipe import Recipe, Rewrite, Skip, Subject
from asyncfix.rewrite.block_facts import BlockFacts
from asyncfix.rewrite.file_context import FileContext
from asyncfix.rewrite.fix_builder import failure
from asyncfix.rewrite.joint_fix import JointFix, RecipeAnswer, together
from asyncfix.rewrite.native_fixes import LocatedFinding
from asyncfix.syntax.node_path import FUNCTIONS, Step, walk_paths

_NODES: Mapping[Subject, tuple[type[ast.AST], ...]] = {
    Subject.STATEMENT: (ast.stmt,),
    Subject.WITH: (ast.With, ast.AsyncWith),
    Subject.FOR: (ast.For, ast.AsyncFor),
    Subject.FUNCTION: FUNCTIONS,
    Subject.PROJECT: (ast.Module,),
}


@dataclass(frozen=True, slots=True)
class BlockFinding:
    """A finding at a block, and the fix of several places that it may have."""

    located: LocatedFinding
    joint: JointFix | None


def block_findings(file: FileContext) -> Iterator[BlockFinding]:
    """The findings, recipe by recipe in the order of the text."""
    recipes = [recipe for recipe in file.request.recipes if recipe.about is not Subject.CALL]
    if not recipes:
        return
    paths = list(walk_paths((Step(file.tree.module, ""),)))
    for recipe in recipes:
        for path in paths:
            if isinstance(path[-1].node, _NODES[recipe.about]):
                block = BlockFacts(file.tree, file.names, path, {})
                block.options, block.index = file.request.options, file.request.index
                found = _finding(file, recipe, block)
                if found is not None:
                    yield found


def _finding(file: FileContext, recipe: Recipe, block: BlockFacts) -> BlockFinding | None:
    if recipe.only_on_loop and recipe.about is not Subject.PROJECT and not block.place.on_loop:
        return None
    answer = _answer(recipe, block)
    if answer is None:
        return None
    if isinstance(answer, Rewrite):
        made = together(file.tree, file.importer, recipe, [RecipeAnswer(block, None, answer)])
        joint = made[block.span]
    else:
        joint = answer
    fixes = joint if isinstance(joint, Skip) else (joint.fix,)
    finding = file.finding(recipe, block.path, block.name or str(recipe.about), block.place, fixes)
    located = LocatedFinding(_at_header(file, finding, block.header), block.path)
    return BlockFinding(located, joint if isinstance(joint, JointFix) else None)


def _answer(recipe: Recipe, block: BlockFacts) -> Rewrite | Skip | None:
    assert recipe.rewrite_block is not None
    rewrite: Callable[[BlockFacts], object] = recipe.rewrite_block
    try:
        answer = rewrite(block)
    except (Exception, SystemExit) as error:  # a recipe is the user's code
        return Skip(failure(error, recipe))
    if answer is None or isinstance(answer, Skip) or (isinstance(answer, Rewrite) and answer.changes):
        return answer
    due = RecipeError(f"it gave {answer!r} where a Rewrite with changes, a Skip or None was due")
    return Skip(failure(due, recipe))


def _at_header(file: FileContext, finding: Finding, header: Span) -> Finding:
    """The finding at the line that opens the block: the whole of it would be pages."""
    (line, column), (end_line, end_column) = map(file.tree.source.position, (header.start, header.end))
    return replace(finding, span=header, line=line, column=column, end_line=end_line, end_column=end_column)
