"""The changes of classic codemods to a file, as findings whose fixes can be made one by one.

A codemod changes a whole tree, one match after the other. Each of its steps becomes a fix of its own where that fix
alone gives code that compiles and that binds the names that it uses. Steps that change the same characters are one
fix. A step that needs an import which an earlier one added takes that along; steps that need each other (a renamed
function and its calls) are one fix, made whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from asyncfix.binding.execution_context import place_of
from asyncfix.codemods.protocol import Codemod, CodemodFailure, CodemodStep
from asyncfix.errors import AsyncfixError
from asyncfix.files.text_edits import Edit, Span, apply_edits
from asyncfix.fixes import Finding, Fix, Safety
from asyncfix.recipe import Recipe
from asyncfix.rewrite.codemod_diff import Piece, pieces_of
from asyncfix.rewrite.undefined_names import unbound
from asyncfix.syntax.node_path import NodePath
from asyncfix.syntax.parse import compile_problem
from asyncfix.syntax.tree import Tree

_MANY = 100  # groups of one file; more are made all at once, for each is checked by itself
_OWN_JUDGEMENT = "a codemod made this change: whether the code still does the same is for you to judge"


@dataclass(slots=True)
class _Group:
    """Steps that are made together."""

    steps: set[int]
    edits: list[Edit] = field(default_factory=list)


def codemod_findings(tree: Tree, recipe: Recipe) -> Iterator[tuple[Finding, NodePath]]:
    """The findings of a codemod recipe in a file, each with the path to its place."""
    codemod, path = recipe.codemod, tree.source.path
    if codemod is None or not codemod.concerns(path):
        return
    text = tree.source.text
    try:
        steps = codemod.steps(text, path)
    except CodemodFailure as error:
        reason = f"the codemod failed here, and changes nothing in this file: {error.reason}"
        yield _finding(tree, recipe, Span(error.start, error.end), skip=reason)
        return
    except AsyncfixError as error:
        yield _finding(tree, recipe, Span(0, 0), skip=f"the codemod can't read this file: {error}")
        return
    changed = set()
    before = text
    for number, step in enumerate(steps):
        if step.text != before:
            changed.add(number)
        elif step.remarks:
            yield _finding(tree, recipe, Span(step.start, step.end), skip="; ".join(step.remarks))
        before = step.text
    if changed:
        yield from _fixes(tree, recipe, codemod, steps, changed)


def _fixes(
    tree: Tree, recipe: Recipe, codemod: Codemod, steps: Sequence[CodemodStep], changed: set[int]
) -> Iterator[tuple[Finding, NodePath]]:
    text, path = tree.source.text, tree.source.path
    groups = _groups(text, pieces_of(text, steps, tree.source.newline))
    problems = [_problem(text, group.edits) for group in groups]
    refused = _refused_parts(tree, steps, changed, groups, problems)
    for group, problem in zip(groups, problems, strict=True):
        members = [steps[number] for number in sorted(group.steps & changed)]
        span = min(Span(step.start, step.end) for step in members)
        others = [refused[step.part] for step in members if step.part in refused]
        skip = problem or next(iter(others), "") or _objection(codemod, path, text, group.edits)
        if skip:
            yield _finding(tree, recipe, span, skip=skip)
            continue
        hazards = dict.fromkeys(remark for step in members for remark in step.remarks)
        fix = Fix(
            recipe=recipe.name,
            title=_title(text, group.edits, len(members)),
            edits=tuple(group.edits),
            safety=Safety.REVIEW,
            hazards=tuple(hazards) or (_OWN_JUDGEMENT,),
        )
        yield _finding(tree, recipe, span, fixes=(fix,))


def _refused_parts(
    tree: Tree, steps: Sequence[CodemodStep], changed: set[int], groups: Sequence[_Group], problems: Sequence[str]
) -> dict[int, str]:
    """The parts of the codemod of which a change can't be made, with the reason that is one for their others.

    A selector that renames, or adds an argument, means all of its places: some of them alone may break the code.
    """
    found: dict[int, str] = {}
    for group, problem in zip(groups, problems, strict=True):
        members = [steps[number] for number in sorted(group.steps & changed)] if problem else []
        for step in members:
            line = tree.source.position(step.start)[0]
            found.setdefault(step.part, f"what the codemod changes with it in line {line} can't be made: {problem}")
    return found


def _objection(codemod: Codemod, path: str, text: str, edits: Sequence[Edit]) -> str:
    """Why the codemod's own callbacks turn the edits down; "" where they let them pass."""
    try:
        accepted = codemod.accepts(path, text, apply_edits(text, edits))
    except CodemodFailure as error:
        return f"the codemod failed here: {error.reason}"
    return "" if accepted else "the codemod's own `process` callback turns this change down"


def _title(text: str, edits: Sequence[Edit], steps: int) -> str:
    if steps > 1:
        return f"change {steps} places together"
    new = apply_edits(text, edits)
    grown = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits[:-1])
    at = edits[-1].span.start + grown
    line = " ".join(new[new.rfind("\n", 0, at) + 1 :].partition("\n")[0].split())
    return f"write `{line if len(line) <= 60 else line[:57] + '...'}`" if line else "delete a line"


def _groups(text: str, pieces: Sequence[Piece]) -> list[_Group]:
    """The pieces in groups that can be made alone, in order of place."""
    groups: list[_Group] = []
    for piece in pieces:
        touching = [group for group in groups if group.steps & piece.steps]
        merged = _Group(set(piece.steps).union(*(group.steps for group in touching)))
        merged.edits = [*(edit for group in touching for edit in group.edits), piece.edit]
        groups = [*(group for group in groups if group not in touching), merged]
    if len(groups) > 1:
        groups = [_joined(groups)] if len(groups) > _MANY else _independent(text, groups)
    for group in groups:
        group.edits.sort()
    return sorted(groups, key=lambda group: group.edits[0].span)


def _independent(text: str, groups: list[_Group]) -> list[_Group]:
    """Groups of which each is right by itself, or else is joined with the others that are not."""
    dependent: list[_Group] = []
    alone: list[_Group] = []
    additions = [group for group in groups if any(_adds_import(edit) for edit in group.edits)]
    for group in groups:
        (alone if _stands_alone(text, group, additions) else dependent).append(group)
    if not dependent:
        return alone
    for together in (dependent, groups):
        joined = _joined(together)
        if not _problem(text, joined.edits):
            return [*(group for group in alone if group not in together), joined]
    return groups


def _stands_alone(text: str, group: _Group, additions: Iterable[_Group]) -> bool:
    """Whether it does; an import that another group adds is added to it where it needs that."""
    if not _problem(text, group.edits):
        return True
    for other in additions:
        wanted = [edit for edit in other.edits if _adds_import(edit) and edit not in group.edits]
        if other is not group and wanted and not _problem(text, [*group.edits, *wanted]):
            group.edits.extend(wanted)
            return True
    return False


def _adds_import(edit: Edit) -> bool:
    return edit.span.start == edit.span.end and edit.text.lstrip().startswith(("import ", "from "))


def _joined(groups: Sequence[_Group]) -> _Group:
    edits = dict.fromkeys(edit for group in groups for edit in group.edits)
    return _Group(set().union(*(group.steps for group in groups)), list(edits))


def _problem(text: str, edits: Sequence[Edit]) -> str:
    """What is wrong with a text after the edits; "" where nothing is."""
    try:
        new = apply_edits(text, edits)
        problem = compile_problem(new)
        if problem:
            return f"the new text does not compile: {problem}"
        old_names, new_names = unbound(text), unbound(new)
    except AsyncfixError as error:
        return str(error)
    except (SyntaxError, ValueError) as error:
        return f"the new text does not compile: {error}"
    if old_names is None or new_names is None:
        return ""
    lost, gained = old_names - new_names, new_names - old_names
    if len(gained) > len(lost):
        return f"the new text uses {', '.join(f'`{name}`' for name in sorted(gained))}, which nothing there binds"
    return ""


def _finding(
    tree: Tree, recipe: Recipe, span: Span, fixes: tuple[Fix, ...] = (), skip: str = ""
) -> tuple[Finding, NodePath]:
    position, end = tree.source.position(span.start), tree.source.position(span.end)
    path = tree.path(span.start)
    finding = Finding(
        recipe=recipe.name,
        span=span,
        line=position[0],
        column=position[1],
        end_line=end[0],
        end_column=end[1],
        call=recipe.name,
        function=place_of(path).name,
        message=recipe.problem,
        fixes=fixes,
        skip=skip,
    )
    return finding, path
