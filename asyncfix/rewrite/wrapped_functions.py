"""Fixes that make the plain functions around calls coroutines, in this file and in others."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.execution_context import place_of
from asyncfix.callgraph.name_references import Reference
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.fixes import OtherFilePart
from asyncfix.inference import types as t
from asyncfix.recipe import Recipe, Skip
from asyncfix.rewrite.call_facts import CallFacts
from asyncfix.rewrite.file_context import FileContext
from asyncfix.rewrite.joint_fix import JointFix, together
from asyncfix.rewrite.native_fixes import LocatedFinding, Natives
from asyncfix.rewrite.recipe_answers import answered, call_facts, rewrites_of
from asyncfix.rewrite.wrappers import (
    Wrapping,
    conversion,
    helpers_called,
    parts_of,
    silencing,
    spread,
    with_wrappers,
    with_wrappers_elsewhere,
    wrapping_of,
)
from asyncfix.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class WrappedFunctions:
    """The functions around calls that can become coroutines, and why others can't, by their names."""

    joints: Sequence[JointFix] = ()
    stays: Mapping[str, str] = field(default_factory=dict)


def with_wrapped_functions(
    file: FileContext, found: Sequence[LocatedFinding]
) -> tuple[list[LocatedFinding], WrappedFunctions]:
    """The findings with those fixes behind others, and the functions of this file among them."""
    request, path = file.request, os.path.abspath(file.tree.source.path)
    if request.index is None:
        return list(found), WrappedFunctions()
    called = helpers_called(found, path)
    each = [_wrapped(file, recipe, called) for recipe in request.recipes if recipe.wraps]
    joints = [joint for one in each for joint in one.joints]
    found = with_wrappers(found, joints, Natives(file.tree, joints).covered)
    converted = partial(conversion, request.index, request.recipes, partial(_in_other_file, file))
    found, reasons = with_wrappers_elsewhere(found, path, converted)
    stays = {name: reason for one in each for name, reason in one.stays.items()} | reasons
    return found, WrappedFunctions(joints, stays)


def _in_other_file(file: FileContext, function: t.ProjectFunction, recipe: Recipe) -> Sequence[OtherFilePart] | str:
    """The parts of the fix that makes a function of another file a coroutine, or why it can't be one."""
    try:
        with open(function.path, "rb") as opened:
            tree = Tree(Source(opened.read(), function.path))
    except (OSError, UnreadableError, RecursionError):
        return "its file can't be read"
    other = FileContext.of(tree, file.request)
    found = _wrapped(other, recipe, {function.name})
    return parts_of(tree, other.names, found.joints[0]) if found.joints else found.stays.get(function.name, "")


def _wrapped(file: FileContext, recipe: Recipe, wanted: Collection[str]) -> WrappedFunctions:
    """The plain functions of those names, as coroutines with the calls in them."""
    if not wanted or file.reassigned:
        return WrappedFunctions()
    known: dict[str, Wrapping | str] = {}
    calls: dict[str, list[tuple[CallFacts, Reference]]] = {}
    for reference in file.references:
        place = place_of(reference.path)
        if reference.call is None or place.unit is not Unit.FUNCTION or place.name not in wanted:
            continue
        if not reference.meaning.targets <= set(recipe.calls):
            continue
        if place.name not in known:
            known[place.name] = _wrapping(file, recipe, reference)
        call, wrapping = call_facts(file, recipe, reference), known[place.name]
        if isinstance(call, CallFacts) and isinstance(wrapping, Wrapping):
            call.wrapper = wrapping.wrapper
            calls.setdefault(place.name, []).append((call, reference))
    stays = {name: wrapping for name, wrapping in known.items() if isinstance(wrapping, str)}
    joints = []
    for name, group in calls.items():
        joint = _spread(file, recipe, group, known[name])
        if isinstance(joint, JointFix):
            joints.append(joint)
        else:
            stays[name] = joint
    return WrappedFunctions(joints, stays)


def _wrapping(file: FileContext, recipe: Recipe, reference: Reference) -> Wrapping | str:
    request = file.request
    assert request.index is not None
    assert reference.call is not None
    silenced = partial(silencing, request.recipes, recipe, request.catalogue)
    return wrapping_of(file.tree, reference.call, request.index, recipe.calls, silenced)


def _spread(
    file: FileContext, recipe: Recipe, group: Sequence[tuple[CallFacts, Reference]], wrapping: Wrapping | str
) -> JointFix | str:
    """The fix that all calls in one function share, with the calls of the function awaited."""
    for call, _ in group:
        call.others = (*call.others, *(one for one, _ in group))
    answers = [answered(call, reference, rewrites_of(recipe, call)) for call, reference in group]
    made = list(together(file.tree, file.importer, recipe, answers).values())
    first = made[0]
    if len(set(made)) != 1 or isinstance(first, Skip):
        return next((one.reason for one in made if isinstance(one, Skip)), "its requests are apart")
    return spread(first, wrapping, file.request.targets) if isinstance(wrapping, Wrapping) else first
