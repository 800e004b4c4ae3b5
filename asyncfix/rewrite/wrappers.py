"""Plain functions that only wrap calls that a recipe can make asynchronous, and that coroutines alone call.

Such a function can become a coroutine itself, with all its callers awaiting it, in whatever files they are. That is
offered behind the way to a thread, which changes less.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from asyncfix.binding.execution_context import ExecutionContext, binds_tighter, place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.callgraph import EVERYWHERE
from asyncfix.callgraph.callers import Doubt, File, calls_of
from asyncfix.callgraph.project_index import Index
from asyncfix.catalogue import Catalogue
from asyncfix.catalogue.python_names import makes_data_class
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import FileReport, Fix, OtherFilePart, Safety
from asyncfix.imports.removal import removable
from asyncfix.inference import types as t
from asyncfix.recipe import Recipe, Wrapper
from asyncfix.rewrite.joint_fix import JointFix
from asyncfix.rewrite.native_fixes import LocatedFinding
from asyncfix.rewrite.suppression_comments import Suppressions
from asyncfix.rewrite.verify import verification_error
from asyncfix.syntax.node_id import NodeId
from asyncfix.syntax.node_path import NodePath
from asyncfix.syntax.tree import Tree

Silenced = Callable[[Tree, NodePath], str]
"""Which comment keeps the end of a path from being changed; "" for none."""


@dataclass(frozen=True, slots=True)
class Wrapping:
    """A function that can become a coroutine, and the files that call it."""

    wrapper: Wrapper
    own: File
    others: tuple[File, ...]
    packages: frozenset[str]  # of the calls in it


def wrapping_of(tree: Tree, path: NodePath, index: Index, calls: Sequence[str], silenced: Silenced) -> Wrapping | str:
    """The function around the call at the end of the path, where it can become a coroutine, or why it can't; `calls`
    are those that it may make, by their qualified names."""
    place = place_of(path)
    if not _is_plain(place):
        return "it has a decorator, yields, or is nested"
    assert isinstance(place.function, ast.FunctionDef)
    file = os.path.abspath(tree.source.path)
    function = t.ProjectFunction(file, place.name)
    if not _only_waits_for(index, function, calls):
        return "it stops the loop in other ways as well"
    try:
        files = calls_of(index, function, silenced)
    except Doubt as doubt:
        return str(doubt)
    own = files[file]
    if own.tree.source.digest != tree.source.digest or not any(one.calls for one in files.values()):
        return "its file has changed meanwhile"
    start = tree.span(place.function).start
    spans = tuple((own.tree.span(one[-1].node), binds_tighter(one)) for one in own.calls)
    others = tuple(one for name, one in sorted(files.items()) if name != file)
    packages = frozenset(call.partition(".")[0] for call in calls)
    return Wrapping(Wrapper(place.name, Span(start, start), spans), own, others, packages)


def silencing(recipes: Sequence[Recipe], recipe: Recipe, catalogue: Catalogue, tree: Tree, path: NodePath) -> str:
    """The comment that silences, at a place of any file, the recipe or those for what blocks in the same way."""
    rows = [row for name in recipe.calls if (row := catalogue.row(name)) is not None]
    families, codes = {row.family for row in rows}, {code for row in rows for code in row.codes}
    alike = (one for one in recipes if one is recipe or not families.isdisjoint(one.families))
    found = Suppressions(tree)
    comments = (found.silences(path, one.name, frozenset((*one.codes, *codes))) for one in alike)
    return next(filter(None, comments), "")


def conversion(
    index: Index,
    recipes: Sequence[Recipe],
    make: Callable[[t.ProjectFunction, Recipe], Sequence[OtherFilePart] | str],
    function: t.ProjectFunction,
) -> Sequence[OtherFilePart] | str:
    """The parts of the fix that makes a function a coroutine, or why there is none, as `make` tells once for each."""
    for recipe in recipes:
        if recipe.wraps and is_wrapper(index, function, recipe.calls):
            index.asked.add(EVERYWHERE)
            known = _CONVERSIONS.setdefault(index, {})
            key = (function, recipe.name)
            if key not in known:
                known[key] = make(function, recipe)
            return known[key]
    return ""


_CONVERSIONS: WeakKeyDictionary[Index, dict[tuple[t.ProjectFunction, str], Sequence[OtherFilePart] | str]] = (
    WeakKeyDictionary()
)
"""What `conversion` was given, by function and recipe."""


def is_wrapper(index: Index, function: t.ProjectFunction, calls: Sequence[str]) -> bool:
    """True for a plain function that stops the loop by such calls alone, without a look at its file."""
    summary = index.project.function(function)
    plain = summary is not None and not (summary.is_async or summary.is_generator or summary.decorators)
    return plain and _only_waits_for(index, function, calls)


def _is_plain(place: ExecutionContext) -> bool:
    """True for a function of a module, or a method of a class of one, that nothing but its callers knows."""
    function = place.function
    if not isinstance(function, ast.FunctionDef) or function.decorator_list or len(place.path) not in (2, 3):
        return False
    above = place.path[-2].node
    if isinstance(above, ast.ClassDef):
        names = {ast.unparse(one).partition("(")[0] for one in above.decorator_list}
        if above.keywords or not all(map(makes_data_class, names)) or function.name.startswith("__"):
            return False
    elif len(place.path) != 2:
        return False
    return not any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(function))


def _only_waits_for(index: Index, function: t.ProjectFunction, calls: Sequence[str]) -> bool:
    """True where nothing else in the function stops the loop."""
    summary = index.project.function(function)
    if summary is None:
        return False
    causes = [index.cause(use.kind, use.value, use.given, function.path) for use in index.project.uses(function)]
    rows = [cause for cause in causes if cause is not None]
    return bool(rows) and all(one.function is None and one.row.name in calls for one in rows)


def spread(joint: JointFix, wrapping: Wrapping, targets: Collection[str]) -> JointFix | str:
    """The fix with the calls in other files awaited, or why one of these would not be right then."""
    wider = {edit.span.start: edit for edit in _awaits(wrapping.own)}
    edits = (wider.get(edit.span.start, edit) if "await " in edit.text else edit for edit in joint.fix.edits)
    told = [hazard for file in (wrapping.own, *wrapping.others) for hazard in file.hazards(wrapping.packages)]
    hazards = tuple(dict.fromkeys((*joint.fix.hazards, *told)))
    own = replace(joint.fix, edits=tuple(edits), safety=Safety.REVIEW, hazards=hazards)
    parts = {part.path: part for part in joint.fix.elsewhere}
    for file in wrapping.others:
        source = file.tree.source
        part = Fix(own.recipe, own.title, tuple(_awaits(file)), own.safety, own.hazards, form=own.form)
        if file.path in parts:
            part = _both(part, parts[file.path].fix)
        if problem := verification_error(source, FileReport(file.path, source.digest), [part], targets):
            return f"in {os.path.basename(file.path)}, {problem}"
        parts[file.path] = OtherFilePart(file.path, source.digest, part)
    return replace(joint, fix=replace(own, elsewhere=tuple(parts[path] for path in sorted(parts))))


def _both(one: Fix, other: Fix) -> Fix:
    """What the parts of two fixes in one file do, under the title of the first."""
    edits = sorted(dict.fromkeys((*one.edits, *other.edits)), key=lambda edit: edit.span)
    introduces = (
        replace(introduced, edit=edits.index(fix.edits[introduced.edit]))
        for fix in (one, other)
        for introduced in fix.introduces
    )
    needs = tuple(dict.fromkeys((*one.needs, *other.needs)))
    return replace(one, edits=tuple(edits), needs=needs, introduces=tuple(introduces))


def parts_of(tree: Tree, names: Names, joint: JointFix) -> tuple[OtherFilePart, ...]:
    """The parts of the fix in all of its files, by path; its own file is that of the tree."""
    imports = removable(tree, names, joint.removed)
    own = OtherFilePart(os.path.abspath(tree.source.path), tree.source.digest, joint.fix.here, imports)
    return tuple(sorted((own, *joint.fix.elsewhere), key=lambda part: part.path))


def seen_from(path: str, parts: Sequence[OtherFilePart]) -> Fix | None:
    """The fix as the report on one of its files has it."""
    here = next((part.fix for part in parts if part.path == path), None)
    others = tuple(part for part in parts if part.path != path)
    return replace(here, elsewhere=others) if here is not None else None


def _awaits(file: File) -> list[Edit]:
    """The edits that have the calls awaited. They claim what is called, so that no other fix moves it to a thread."""
    edits = []
    for path in file.calls:
        span, tight = file.tree.span(path[-1].node), binds_tighter(path)
        called = file.tree.span(path[-1].node.func)  # type: ignore[attr-defined]
        head = Span(span.start, file.tree.source.text.index("(", called.end) + 1)
        edits.append(Edit(head, ("(await " if tight else "await ") + file.tree.source.text[head.start : head.end]))
        edits += [Edit(Span(span.end, span.end), ")")] if tight else []
    return sorted(edits, key=lambda edit: edit.span)


def helpers_called(found: Sequence[LocatedFinding], path: str) -> set[str]:
    """The functions of the file (of that absolute path) through which something stops the loop in one step."""
    chains = ((one.finding.call, one.finding.chain) for one in found)
    return {call for call, chain in chains if len(chain) == 1 and chain[0].path == path}


def with_wrappers(
    found: Sequence[LocatedFinding], joints: Sequence[JointFix], nodes: dict[NodeId, JointFix]
) -> list[LocatedFinding]:
    """The findings; behind the fixes at a caller stands the one that makes the function a coroutine."""
    if not joints:
        return list(found)
    return [_offering(one, joint.fix) if (joint := nodes.get(one.node)) is not None else one for one in found]


def with_wrappers_elsewhere(
    found: Sequence[LocatedFinding], path: str, converted: Callable[[t.ProjectFunction], Sequence[OtherFilePart] | str]
) -> tuple[list[LocatedFinding], dict[str, str]]:
    """The same for calls of functions of other files, and why some of these can't become coroutines, by their names.

    `converted` gives the parts of the fix that makes a function one, or the reason; `path` is the absolute one of the
    file.
    """
    result, reasons = [], {}
    for one in found:
        chain = one.finding.chain
        if one.finding.fixes and len(chain) == 1 and chain[0].path != path:
            parts = converted(t.ProjectFunction(chain[0].path, one.finding.call))
            fix = seen_from(path, parts) if not isinstance(parts, str) else None
            if isinstance(parts, str) and parts:
                reasons[one.finding.call] = parts
            elif fix is not None and any(edit.span.start == one.finding.span.start for edit in fix.edits):
                one = _offering(one, fix)
        result.append(one)
    return result, reasons


def notes_on(reasons: Mapping[str, str], found: Sequence[LocatedFinding]) -> Iterator[str]:
    """Remarks on functions that can't become coroutines, at the first call of each."""
    for name, reason in sorted(reasons.items()):
        line = min((one.finding.line for one in found if one.finding.call == name), default=0)
        if line:
            yield f"line {line}: `{name}` is not offered as a coroutine: {reason}"


def _offering(one: LocatedFinding, fix: Fix) -> LocatedFinding:
    fixes = one.finding.fixes
    return replace(one, finding=replace(one.finding, fixes=(*fixes, fix))) if fixes else one
