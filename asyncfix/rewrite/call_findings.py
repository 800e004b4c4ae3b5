"""From what recipes say of calls to findings with their fixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from asyncfix.binding.execution_context import place_of
from asyncfix.fixes import Finding, Fix
from asyncfix.recipe import Recipe, Skip
from asyncfix.rewrite.file_context import FileContext
from asyncfix.rewrite.fissix_transform import transformed
from asyncfix.rewrite.fix_builder import fix_from, fix_of
from asyncfix.rewrite.joint_fix import JointFix
from asyncfix.rewrite.native_fixes import LocatedFinding
from asyncfix.rewrite.recipe_answers import CallAnswer, Joints, plain_rewrite
from asyncfix.rewrite.stored_objects import method_of, sending
from asyncfix.syntax.node_id import NO_NODE, node_id


def call_findings(file: FileContext, answers: Sequence[CallAnswer], joints: Joints) -> Iterator[LocatedFinding]:
    """The findings at the calls, and at the methods of the objects that they make."""
    for reference, group in groupby((one for one in answers if not one.is_kept), key=lambda one: one.reference):
        found = []
        for one in group:
            path = reference.call or reference.path
            place = place_of(reference.path)
            found.append((one.recipe, file.finding(one.recipe, path, one.name, place, _fixes(file, one, joints))))
        node = node_id(reference.call[-1].node) if reference.call else NO_NODE
        yield from (LocatedFinding(finding, reference.path, node) for finding in _preferred(found))
    for one in answers:
        if one.is_kept:
            yield from _at_methods(file, one, joints)


def _at_methods(file: FileContext, one: CallAnswer, joints: Joints) -> Iterator[LocatedFinding]:
    """The findings at the methods of an object that lives on, where these can be made asynchronous."""
    call, answer = one.reference.call, _fixes(file, one, joints)
    row = file.request.catalogue.row(one.name)
    joint = joints.get(one.recipe.name, {}).get(file.tree.span(call[-1].node)) if call else None
    if isinstance(answer, Skip) or not isinstance(joint, JointFix) or row is None:
        return
    for path in sending(file.tree, file.request.catalogue, row.returns, joint.covers):
        finding = file.finding(one.recipe, path, f"{row.returns}.{method_of(path)}", place_of(path), answer)
        yield LocatedFinding(finding, path, node_id(path[-1].node))


def _fixes(file: FileContext, one: CallAnswer, joints: Joints) -> tuple[Fix, ...] | Skip:
    if isinstance(one.call, Skip):
        return one.call
    fixes = _possible(file, one, joints)
    if one.name in file.reassigned and not isinstance(fixes, Skip):
        return Skip(f"the file gives {one.name} another value (line {file.reassigned[one.name]})")
    return fixes


def _possible(file: FileContext, one: CallAnswer, joints: Joints) -> tuple[Fix, ...] | Skip:
    recipe, call, meaning = one.recipe, one.call, one.reference.meaning
    assert not isinstance(call, Skip)
    if recipe.transform is not None:
        new = transformed(recipe, call, file.importer, meaning)
        if isinstance(new, Skip):
            return new
        fix = fix_from(recipe, plain_rewrite(recipe, new.text, call), call, new)
        return fix if isinstance(fix, Skip) else (fix,)
    if isinstance(one.rewrites, Skip):
        return one.rewrites
    if any(rewrite.changes for rewrite in one.rewrites):
        if call.name in file.reassigned:
            return Skip(f"the file gives {call.name} another value (line {file.reassigned[call.name]})")
        joint = joints.get(recipe.name, {}).get(call.span, Skip("the call stays as it is"))
        return joint if isinstance(joint, Skip) else (joint.fix,)
    built = [fix_of(recipe, rewrite, call, file.importer, meaning) for rewrite in one.rewrites]
    fixes = tuple(fix for fix in built if isinstance(fix, Fix))
    return fixes or next(skip for skip in built if isinstance(skip, Skip))


def _preferred(found: Sequence[tuple[Recipe, Finding]]) -> Iterator[Finding]:
    """The findings at one place, without those of recipes that come after another that has an answer."""
    for recipe, finding in found:
        ahead = [other for one, other in found if recipe.name in one.before]
        behind = [other for one, other in found if one.name in recipe.before]
        if any(other.fixes or not finding.fixes for other in ahead):
            continue
        if not finding.fixes and any(other.fixes for other in behind):
            continue
        yield finding
