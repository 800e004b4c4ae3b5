"""Fixes of several calls at once, where they share a place: a variable that holds either's result, an `except` clause.

A recipe answers for each call with changes to places. Calls that share one of the places are one fix: made
together or not at all. Where a call that shares a place stays as it is, the place gets its other text,
or, if it has none, nothing is changed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from asyncfix.binding.execution_context import no_await, place_of
from asyncfix.binding.qualified_names import Meaning
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Fix, ImportNeed, Introduced, OtherFilePart, Safety
from asyncfix.imports.importer import Importer, ImportRefusal, Spelling
from asyncfix.recipe import Change, Recipe, Rewrite, Skip, template_fields
from asyncfix.rewrite.call_facts import CallFacts
from asyncfix.rewrite.code_facts import CodeFacts
from asyncfix.rewrite.definitions import Defined, defined, module_of
from asyncfix.rewrite.fix_builder import is_argument, module_names, not_captured
from asyncfix.rewrite.other_file_edits import parts_abroad, spelled_at_top
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import NodePath, Step, dotted, walk_paths
from asyncfix.syntax.tree import Tree

_NAMED = re.compile(r"\0([^\0]+)\0")
_WORD = re.compile(r"\w*")
_AWAITS = re.compile(r"\(*await\b")  # in an expression: new lines may go below the place at which they are put


@dataclass(frozen=True, slots=True)
class RecipeAnswer:
    """A call or a block, and what the recipe says of it."""

    call: CodeFacts
    meaning: Meaning | None  # of what is called
    answer: Rewrite | Skip


@dataclass(frozen=True, slots=True, eq=False)
class JointFix:
    """A fix for several calls, the paths to the names that its edits remove, and the calls beside its own."""

    fix: Fix
    removed: tuple[NodePath, ...]
    covers: frozenset[Span] = frozenset()


def together(
    tree: Tree, importer: Importer, recipe: Recipe, answered: Sequence[RecipeAnswer]
) -> dict[Span, JointFix | Skip]:
    """The fix of each call, by the place of the call, or why there is none."""
    by_span = {one.call.span: one for one in answered}
    result: dict[Span, JointFix | Skip] = {
        span: one.answer for span, one in by_span.items() if isinstance(one.answer, Skip)
    }
    kept = {span: one for span, one in by_span.items() if isinstance(one.answer, Rewrite)}
    while True:
        stuck = {span: reason for span, one in kept.items() if (reason := _stuck(tree, one, kept))}
        if not stuck:
            break
        for span, reason in stuck.items():
            del kept[span]
            result[span] = Skip(reason)
    for group in _groups(kept):
        joint = _joint(tree, importer, recipe, [kept[span] for span in group], set(kept))
        result.update(dict.fromkeys(group, joint))
    return result


def _changes(one: RecipeAnswer) -> tuple[Change, ...]:
    return one.answer.changes if isinstance(one.answer, Rewrite) else ()


def _stuck(tree: Tree, one: RecipeAnswer, kept: dict[Span, RecipeAnswer]) -> str:
    """Why the call has to stay: a place that it shares with a call that stays."""
    for change in _changes(one):
        for span in change.shared_by:
            if span not in kept and change.otherwise is None:
                line = tree.source.position(span.start)[0]
                return f"its result shares a name with that of the call in line {line}, which stays as it is"
    return ""


def _groups(kept: dict[Span, RecipeAnswer]) -> list[list[Span]]:
    """The calls that share a place, each group in the order of the text."""
    leader = {span: span for span in kept}

    def find(span: Span) -> Span:
        while leader[span] != span:
            span = leader[span]
        return span

    for span, one in kept.items():
        for change in _changes(one):
            for other in change.shared_by:
                if other in kept:
                    leader[max(find(span), find(other))] = min(find(span), find(other))
    groups: dict[Span, list[Span]] = {}
    for span in sorted(kept):
        groups.setdefault(find(span), []).append(span)
    return list(groups.values())


def _joint(
    tree: Tree, importer: Importer, recipe: Recipe, group: Sequence[RecipeAnswer], kept: set[Span]
) -> JointFix | Skip:
    rewrites = [one.answer for one in group if isinstance(one.answer, Rewrite)]
    wanted = list(dict.fromkeys(definition for rewrite in rewrites for definition in rewrite.defines))
    made = defined(tree, importer, recipe, wanted)
    if isinstance(made, ImportRefusal):
        return Skip(made.reason)
    edits: dict[Edit, list[tuple[int, str]]] = {}
    needs: list[ImportNeed] = list(made.needs)
    removed: list[NodePath] = []
    for one in group:
        for change in _changes(one):
            if change.path:
                continue
            stays = any(span not in kept for span in change.shared_by)
            edit = _edit(tree, importer, recipe, one, change, stays, made)
            if isinstance(edit, Skip):
                return edit
            placed, roots, further = edit
            edits[placed] = roots
            needs.extend(further)
            removed.extend(_removed(tree, placed, change.span))
    edits = _in_one(tree, edits)
    reason = _misplaced_await(tree, edits)
    if reason:
        return Skip(reason)
    abroad = parts_abroad(recipe, [change for one in group for change in _changes(one) if change.path], made.names)
    if isinstance(abroad, Skip):
        return abroad
    named = made.roots.union(_word(edit.text, offset) for edit, roots in edits.items() for offset, _ in roots)
    removed = [path for path in removed if getattr(path[-1].node, "id", "") not in named]
    fix = _fix_of(tree, recipe, rewrites, edits, needs, removed, abroad)
    return JointFix(fix, tuple(removed), frozenset(span for rewrite in rewrites for span in rewrite.covers))


def _fix_of(
    tree: Tree,
    recipe: Recipe,
    rewrites: Sequence[Rewrite],
    edits: dict[Edit, list[tuple[int, str]]],
    needs: Sequence[ImportNeed],
    removed: Sequence[NodePath],
    elsewhere: tuple[OtherFilePart, ...],
) -> Fix:
    hazards = tuple(dict.fromkeys(hazard for rewrite in rewrites for hazard in rewrite.hazards))
    review = hazards or any(rewrite.safety is Safety.REVIEW for rewrite in rewrites)
    ordered = sorted(edits, key=lambda edit: edit.span)
    return Fix(
        recipe=recipe.name,
        title=rewrites[0].title if len(rewrites) == 1 else f"{rewrites[0].title}, and {len(rewrites) - 1} more with it",
        edits=tuple(ordered),
        safety=Safety.REVIEW if review else Safety.SAFE,
        hazards=hazards,
        needs=tuple(dict.fromkeys(needs)),
        uses_up=tuple(dict.fromkeys(tree.span(path[-1].node) for path in removed)),
        introduces=tuple(
            Introduced(index, offset, target) for index, edit in enumerate(ordered) for offset, target in edits[edit]
        ),
        elsewhere=elsewhere,
    )


def _misplaced_await(tree: Tree, edits: Iterable[Edit]) -> str:
    """Why an `await` that one of the edits puts somewhere can't stand there, with all of them made; "" for none."""
    coroutines = {edit.span.start for edit in edits if edit.text == "async "}
    for edit in edits:
        start = edit.span.start
        place = place_of(tree.path(start)) if _AWAITS.match(edit.text) else None
        if place is None or not (reason := no_await(place)):
            continue
        becomes_one = place.function is not None and tree.span(place.function).start in coroutines
        if place.obstacle or not becomes_one:
            return f"in line {tree.source.position(start)[0]} {reason}"
    return ""


def _edit(
    tree: Tree, importer: Importer, recipe: Recipe, one: RecipeAnswer, change: Change, stays: bool, made: Defined
) -> tuple[Edit, list[tuple[int, str]], list[ImportNeed]] | Skip:
    """The edit of one change, with the names that it brings in and what they need."""
    span, text = change.span, change.otherwise if stays else change.text
    if text is None:
        where = _argument(tree, span)
        if "#" in tree.source.text[where.start : where.end]:
            return Skip("the rewrite would throw a comment away")
        return Edit(where, ""), [], []
    written, roots, needs = "", list[tuple[int, str]](), list[ImportNeed]()
    pieces = list(_pieces(recipe, text, change.verbatim))
    for index, (literal, name, capture) in enumerate(pieces):
        written += literal
        if capture:
            place = one.call.spans.get(capture)
            if place is None:
                return Skip(not_captured(recipe, capture))
            piece = tree.source.text[place.start : place.end]
            after = pieces[index + 1][0] if index + 1 < len(pieces) else tree.source.text[span.end :]
            alone = isinstance(one.call, CallFacts) and one.call.arguments.generator
            bare = alone and not is_argument(written or tree.source.text[: span.start], after)
            written += f"({piece})" if bare else piece
        elif name in made.names:
            own = made.names[name]
            if own not in _constants(made):
                roots.append((len(written), f".{own}"))
            written += own
        elif name:
            spelling = _spelled(tree, importer, recipe, one, change, name)
            if isinstance(spelling, ImportRefusal):
                return Skip(spelling.reason)
            roots.append((len(written), spelling.root_target))
            written += spelling.text
            if spelling.need is not None:
                needs.append(spelling.need)
    if (newline := tree.source.newline) != "\n":
        written = written.replace("\r\n", "\n").replace("\n", newline)
    return Edit(span, written), roots, needs


def _spelled(
    tree: Tree, importer: Importer, recipe: Recipe, one: RecipeAnswer, change: Change, name: str
) -> Spelling | ImportRefusal:
    """A name as the place of a change has to write it."""
    if change.top:
        return spelled_at_top(tree, importer, recipe, name, change)
    path = tree.path(change.span.start)
    inside = any(step.node is one.call.place.function for step in path)
    called = (*one.call.path, Step(one.call.node.func, "func")) if isinstance(one.call, CallFacts) else path
    reference = path if inside else called
    return importer.spell(name, module_of(recipe, name), reference, one.meaning)


def _pieces(recipe: Recipe, text: str, verbatim: bool) -> Iterator[tuple[str, str, str]]:
    """The parts of a new text: characters, and the name (of an import or a definition) or the capture behind them."""
    names = _NAMED if verbatim else re.compile(rf"{_NAMED.pattern}|{module_names(recipe).pattern}")
    for literal, capture in [(text, None)] if verbatim else template_fields(text):
        at = 0
        for match in names.finditer(literal):
            yield literal[at : match.start()], match[1] or match[0], ""
            at = match.end()
        yield literal[at:], "", capture or ""


def _word(text: str, offset: int) -> str:
    found = _WORD.match(text, offset)
    return found[0] if found else ""


def _constants(made: Defined) -> set[str]:
    return {name for name in made.names.values() if name.isupper()}


def _argument(tree: Tree, span: Span) -> Span:
    """What goes with an argument of a call: its comma, and the blanks or lines up to the next one."""
    path = tree.path(span.start)
    for step in reversed(path):
        if not isinstance(step.node, ast.Call):
            continue
        spans = sorted(tree.span(one) for one in (*step.node.args, *step.node.keywords))
        if span in spans:
            index = spans.index(span)
            if index + 1 < len(spans):
                return Span(span.start, spans[index + 1].start)
            return Span(spans[index - 1].end if index else span.start, span.end)
    return span


def _in_one(tree: Tree, edits: dict[Edit, list[tuple[int, str]]]) -> dict[Edit, list[tuple[int, str]]]:
    """The edits; those that remove arguments of a call one after the other are one."""
    runs: list[list[Edit]] = []
    for edit in sorted((one for one in edits if not one.text), key=lambda one: one.span):
        if runs and edit.span.start <= runs[-1][-1].span.end:
            runs[-1].append(edit)
        else:
            runs.append([edit])
    text, found = tree.source.text, dict(edits)
    for run in (one for one in runs if len(one) > 1):
        start, end = run[0].span.start, max(edit.span.end for edit in run)
        before = text[:start].rstrip()
        if before.endswith(",") and text[end:].lstrip().startswith((")", ",")):
            start = len(before) - 1
        for edit in run:
            del found[edit]
        found[Edit(Span(start, end), "")] = []
    return found


def _removed(tree: Tree, edit: Edit, span: Span) -> list[NodePath]:
    """The paths to the first names of dotted names that the edit removes."""
    found = []
    if edit.span.start == edit.span.end:
        return []
    at = edit.span.start
    while at < edit.span.end:
        path = tree.path(at)
        node = path[-1].node
        for below in walk_paths(path):
            parts = dotted(below[-1].node)
            if parts is not None and below[-1].node is parts[0] and tree.span(parts[0]) in edit.span:
                found.append(below)
        at = max(at + 1, tree.span(node).end if tree.span(node) in edit.span else at + 1)
        while at < edit.span.end and not tree.source.text[at].isidentifier():
            at += 1
    return list({node_id(path[-1].node): path for path in found}.values())
