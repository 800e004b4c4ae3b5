"""The answer of each recipe to each call that it is about. A recipe is asked once for each."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.execution_context import (
    AwaitObstacle,
    ExecutionContext,
    is_given_to_coroutine,
    is_only_looked_at,
    outer_place,
    place_of,
)
from asyncfix.binding.loop_context import is_offloaded
from asyncfix.callgraph.name_references import Reference
from asyncfix.catalogue.offloaders import OFFLOADER_NAMES
from asyncfix.dataflow.escapes import kept_at
from asyncfix.errors import RecipeError
from asyncfix.files.text_edits import Span
from asyncfix.matching import MatchingError
from asyncfix.recipe import Recipe, Rewrite, Skip
from asyncfix.rewrite.call_facts import CallFacts
from asyncfix.rewrite.file_context import FileContext
from asyncfix.rewrite.fix_builder import failure, holds_await
from asyncfix.rewrite.joint_fix import JointFix, RecipeAnswer, together
from asyncfix.rewrite.stored_objects import looked_up
from asyncfix.syntax.node_path import dotted


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """A recipe's answer at one reference to a function that it is about."""

    recipe: Recipe
    reference: Reference
    name: str  # of the function
    is_kept: bool  # only the object is of interest that the call makes and that lives on
    call: CallFacts | Skip  # or why nothing can be done about the call, whatever the recipe says
    rewrites: Sequence[Rewrite] | Skip  # best first


def call_answers(file: FileContext) -> Sequence[CallAnswer]:
    """The answers at all references, in the order of the text."""
    others: dict[str, tuple[CallFacts, ...]] = {}
    found = []
    for reference in file.references:
        for recipe in file.request.recipes:
            if reference.meaning.targets.isdisjoint(recipe.calls):
                continue
            is_kept = not _concerns(file, recipe, reference)
            if is_kept and not _keeps(file, recipe, reference):
                continue
            call = call_facts(file, recipe, reference)
            if isinstance(call, CallFacts):
                if recipe.name not in others:
                    others[recipe.name] = tuple(_in_coroutines(file, recipe))
                call.others = others[recipe.name]
            rewrites = call if isinstance(call, Skip) else rewrites_of(recipe, call)
            found.append(CallAnswer(recipe, reference, called(recipe, reference), is_kept, call, rewrites))
    return found


Joints = Mapping[str, Mapping[Span, JointFix | Skip]]
"""By recipe, and by the places of the calls: the fixes that change several places, and what is in their way."""


def joint_fixes(file: FileContext, answers: Sequence[CallAnswer]) -> Joints:
    """The fixes of the recipes whose rewrites change several places."""
    joints = {}
    for recipe in file.request.recipes:
        own = [one for one in answers if one.recipe is recipe]
        if any(rewrite.changes for one in own if not isinstance(one.rewrites, Skip) for rewrite in one.rewrites):
            joints[recipe.name] = together(file.tree, file.importer, recipe, list(_free(file, own)))
    return joints


def _free(file: FileContext, answers: Sequence[CallAnswer]) -> Iterator[RecipeAnswer]:
    """The answers that nothing but the recipe itself stands against."""
    for one in answers:
        if isinstance(one.call, Skip) or one.name in file.reassigned:
            continue
        if not file.comment(one.recipe, one.name, one.reference.path):
            yield answered(one.call, one.reference, one.rewrites)


def answered(call: CallFacts, reference: Reference, rewrites: Sequence[Rewrite] | Skip) -> RecipeAnswer:
    """The best that the recipe says of a call."""
    return RecipeAnswer(call, reference.meaning, rewrites if isinstance(rewrites, Skip) else rewrites[0])


def called(recipe: Recipe, reference: Reference) -> str:
    """The function that the recipe is about, by its qualified name."""
    return min(reference.meaning.targets.intersection(recipe.calls))


def _concerns(file: FileContext, recipe: Recipe, reference: Reference) -> bool:
    """True where the recipe has something to say about the reference, be it only why it stays."""
    place: ExecutionContext = place_of(reference.path)
    if place.obstacle is AwaitObstacle.ANNOTATION or (reference.call is None and is_only_looked_at(reference.path)):
        return False
    if not recipe.only_on_loop and (reference.call is not None or not reference.is_renamed):
        return True
    if reference.call is None and is_offloaded(file.names, reference.path, OFFLOADER_NAMES):
        return False
    value = reference.path if reference.call is None else None
    while place.unit is Unit.LAMBDA:
        if is_offloaded(file.names, place.path, OFFLOADER_NAMES):
            return False
        value, place = place.path, outer_place(place)
    return place.on_loop or (value is not None and is_given_to_coroutine(value))


def _keeps(file: FileContext, recipe: Recipe, reference: Reference) -> bool:
    """True for a call that makes an object that lives on and whose methods the recipe may make asynchronous."""
    if reference.call is None or not reference.meaning.targets <= set(recipe.keeps):
        return False
    return kept_at(file.tree, file.names, reference.call) is not None


def call_facts(file: FileContext, recipe: Recipe, reference: Reference) -> CallFacts | Skip:
    """The facts about the call, without the others, or why nothing can be done about it whatever they are."""
    name, path = called(recipe, reference), reference.call
    if not reference.meaning.targets <= set(recipe.calls):
        return Skip(_doubt(file, reference))
    if path is None:
        where = "run on the event loop" if recipe.only_on_loop else "run where no loop does"
        return Skip(f"{name} is passed on as a value; what calls it may {where}")
    if _is_local_alias(reference):
        return Skip(f"{name} is called by a name that was assigned in the function; call it by its own name")
    if not file.tree.is_placed(path):
        return Skip("this Python can't tell where inside the f-string the call stands; Python 3.12 and newer can")
    if file.tree.is_debug_fstring(path):
        return Skip(AwaitObstacle.DEBUG_FSTRING.value)
    try:
        call = CallFacts.at(file.tree, file.names, path, name, recipe.compiled())
    except MatchingError as error:
        return Skip(f"the call can't be matched: {error}")
    if call is None:
        return Skip("the call does not have the shape that the recipe handles")
    if place_of(path).unit is Unit.LAMBDA and recipe.only_on_loop:
        return Skip(AwaitObstacle.LAMBDA.value)
    call.options, call.index = file.request.options, file.request.index
    if name in recipe.keeps and (kept := kept_at(file.tree, file.names, path)) is not None:
        call.kept = looked_up(kept, file.request.index, file.tree.source.path)
    return call


def _in_coroutines(file: FileContext, recipe: Recipe) -> Iterator[CallFacts]:
    """The facts of all calls of the recipe's functions in coroutines, whatever shape they have."""
    for reference in file.references:
        call = reference.call
        if call is None or reference.meaning.targets.isdisjoint(recipe.calls) or not place_of(call).on_loop:
            continue
        yield CallFacts(file.tree, file.names, call, called(recipe, reference), {})


def _doubt(file: FileContext, reference: Reference) -> str:
    parts = dotted(reference.path[-1].node)
    shown = parts[0].id if parts else "the name"
    wanted = reference.meaning.targets & file.request.targets
    others = sorted(target for target in reference.meaning.targets - wanted if target.strip(".").count("."))
    lines = sorted(
        binding.node.lineno  # type: ignore[attr-defined]
        for binding in reference.meaning.bindings
        if not {t + (parts[1] if parts else "") for t in file.names.targets_of(binding, reference.path)} <= wanted
    )
    what = " or ".join(others) or "something else"
    where = f" (line {', '.join(map(str, dict.fromkeys(lines)))})" if lines else ""
    return f"`{shown}` may also mean {what} here{where}"


def _is_local_alias(reference: Reference) -> bool:
    scope = reference.meaning.scope
    if scope is None or scope.is_module:
        return False
    return any(not isinstance(binding.node, (ast.Import, ast.ImportFrom)) for binding in reference.meaning.bindings)


def rewrites_of(recipe: Recipe, call: CallFacts) -> Sequence[Rewrite] | Skip:
    """The rewrites that the recipe offers for the call, none where it is a transform. One that fails is a reason."""
    if recipe.transform is not None:
        return ()
    if isinstance(recipe.rewrite, str):
        return [plain_rewrite(recipe, recipe.rewrite, call)]
    rewrite: Callable[[CallFacts], object] = recipe.rewrite
    try:
        answer = rewrite(call)
    except (Exception, SystemExit) as error:  # a recipe is the user's code
        return Skip(failure(error, recipe))
    if isinstance(answer, Skip):
        return answer
    answers = [answer] if isinstance(answer, Rewrite) else answer
    if not isinstance(answers, Sequence) or not all(isinstance(one, Rewrite) for one in answers):
        return Skip(failure(RecipeError(f"it gave {answer!r} where a Rewrite or a Skip was due"), recipe))
    return answers or Skip("the recipe offers no rewrite")


def plain_rewrite(recipe: Recipe, text: str, call: CallFacts) -> Rewrite:
    """The rewrite to a text of which the recipe says no more than its safety."""
    return Rewrite(text, safety=recipe.safety, hazards=call.await_hazards if holds_await(text) else ())
