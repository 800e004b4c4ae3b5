"""One file, all recipes: findings with their fixes.

file -> what recipes say of calls -> fixes of several calls -> findings -> without what comments silence
     -> with ways to a thread -> with functions that become coroutines -> report -> verified
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

<<<<<<< HEAD
from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.execution_context import (
    AwaitObstacle,
    ExecutionContext,
    is_given_to_coroutine,
    outer_place,
    place_of,
)
from asyncfix.binding.loop_context import is_offloaded
from asyncfix.binding.qualified_names import Meaning, Names
from asyncfix.callgraph.name_references import Reference, reassigned, references
from asyncfix.catalogue import CATALOGUE, Catalogue
from asyncfix.catalogue.offloaders import OFFLOADER_NAMES
=======
from asyncfix.catalogue import CATALOGUE, Catalogue
>>>>>>> main
from asyncfix.config.options import Options
from asyncfix.errors import UnreadableError
from asyncfix.files.source import Source
from asyncfix.fixes import FileReport
from asyncfix.imports.removal import removable
from asyncfix.recipe import Recipe
from asyncfix.rewrite.call_findings import call_findings
from asyncfix.rewrite.codemod_findings import codemod_findings
from asyncfix.rewrite.file_context import FileContext, Request
from asyncfix.rewrite.joint_fix import JointFix
from asyncfix.rewrite.native_fixes import LocatedFinding
from asyncfix.rewrite.recipe_answers import Joints, call_answers, joint_fixes
from asyncfix.rewrite.suppression_comments import Suppressions
from asyncfix.rewrite.verify import verified
from asyncfix.rewrite.wrapped_functions import WrappedFunctions, with_wrapped_functions
from asyncfix.rewrite.wrappers import notes_on
from asyncfix.syntax.node_path import NodePath
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
    found = [*call_findings(file, answers, joints), *_of_codemods(file)]
    found = [_silenced(file, one) for one in found]
    families = [recipe for recipe in file.request.recipes if recipe.families]
    if families:
        from asyncfix.rewrite.offloaded_findings import with_offloaded  # with the types of the project behind it

        found = with_offloaded(file, found, joints, families)
    found, wrapped = with_wrapped_functions(file, found)
    if not found:
        return FileReport(file.tree.source.path, file.tree.source.digest)
    found = sorted(found, key=lambda one: (one.finding.span, one.finding.recipe))
    return verified(file.tree.source, _summed_up(file, found, joints, wrapped, known_recipes), file.request.targets)


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
    joints: Joints,
    wrapped: WrappedFunctions,
    known_recipes: Collection[str],
) -> FileReport:
    """The report: the findings, and the imports that nothing needs when the fixes are made."""
    source = file.tree.source
    fixed = [one.reference for one in found if any(fix.uses_up or fix.needs for fix in one.finding.fixes)]
    fixed.extend(_removed_elsewhere(joint for of_recipe in joints.values() for joint in of_recipe.values()))
    fixed.extend(_removed_elsewhere(wrapped.joints))
    fixed.extend(path for one in found for path in one.imported)
    return FileReport(
        source.path,
        source.digest,
        findings=tuple(one.finding for one in found),
        imports=removable(file.tree, file.names, fixed),
        notes=(*_notes(file.suppressions, known_recipes), *notes_on(wrapped.stays, found)),
    )


<<<<<<< HEAD
    def _at(
        self, recipe: Recipe, path: NodePath, name: str, place: ExecutionContext, answer: tuple[Fix, ...] | Skip
    ) -> Finding:
        """The finding at the end of a path."""
        span = self.tree.span(path[-1].node)
        position, end = self.tree.source.position(span.start), self.tree.source.position(span.end)
        row = self.catalogue.row(name)
        return Finding(
            recipe=recipe.name,
            span=span,
            line=position[0],
            column=position[1],
            end_line=end[0],
            end_column=end[1],
            call=name,
            function=place.name,
            message=recipe.problem.replace("{call}", name),
            fixes=() if isinstance(answer, Skip) else answer,
            skip=answer.reason if isinstance(answer, Skip) else "",
            family=row.family.value if row else "",
            severity=row.severity.value if row else "",
        )

    def _kept_found(self, recipe: Recipe) -> Iterator[LocatedFinding]:
        """The findings at the methods of objects that live on, where these can be made asynchronous."""
        for reference in self.references:
            if self._concerns(recipe, reference, place_of(reference.path)) or not self._is_kept(recipe, reference):
                continue
            name = next(target for target in sorted(reference.meaning.targets) if target in recipe.calls)
            answer = self._answer(recipe, reference, name)
            joint = self._together(recipe).get(self.tree.span(reference.call[-1].node)) if reference.call else None
            row = self.catalogue.row(name)
            if isinstance(answer, Skip) or not isinstance(joint, JointFix) or row is None:
                continue
            for path in sending(self.tree, self.catalogue, row.returns, joint.covers):
                finding = self._at(recipe, path, f"{row.returns}.{method_of(path)}", place_of(path), answer)
                yield LocatedFinding(finding, path, node_id(path[-1].node))

    def _wrapping(self, recipe: Recipe, wanted: Collection[str]) -> list[JointFix]:
        """The fixes that make plain functions of those names coroutines with the calls in them."""
        if self.index is None or not wanted or self.reassigned:
            return []
        calls: dict[str, list[tuple[CallFacts, Meaning]]] = {}
        known: dict[str, Wrapping | str] = {}
        for reference in self.references:
            place = place_of(reference.path)
            if reference.call is None or place.unit is not Unit.FUNCTION or place.name not in wanted:
                continue
            if not reference.meaning.targets <= set(recipe.calls):
                continue
            if place.name not in known:
                silenced = partial(silencing, self.recipes, recipe, self.catalogue)
                known[place.name] = wrapping_of(self.tree, reference.call, self.index, recipe.calls, silenced)
            wrapping = known[place.name]
            if isinstance(wrapping, str):
                self.stays[place.name] = wrapping
                continue
            call = self._call(recipe, reference, min(reference.meaning.targets))
            if isinstance(call, CallFacts):
                call.wrapper = wrapping.wrapper
                calls.setdefault(place.name, []).append((call, reference.meaning))
        joints: list[JointFix] = []
        for name, group in calls.items():
            answered = []
            for call, meaning in group:
                call.others = (*call.others, *(one for one, _ in group))
                answers = _rewrites(recipe, call)
                answered.append(RecipeAnswer(call, meaning, answers if isinstance(answers, Skip) else answers[0]))
            made = list(together(self.tree, self.importer, recipe, answered).values())
            wrapping = known[name]
            skip = next((one.reason for one in made if isinstance(one, Skip)), "its requests are apart")
            joint: JointFix | str = made[0] if len(set(made)) == 1 and isinstance(made[0], JointFix) else skip
            if isinstance(joint, JointFix) and isinstance(wrapping, Wrapping):
                joint = spread(joint, wrapping, self.targets)
            if isinstance(joint, JointFix):
                joints.append(joint)
            else:
                self.stays[name] = joint
        return joints

    def _conversion(self, function: t.ProjectFunction, recipe: Recipe) -> Sequence[OtherFilePart] | str:
        """The parts of the fix that makes a function of another file a coroutine, or why it can't be one."""
        try:
            with open(function.path, "rb") as file:
                tree = Tree(Source(file.read(), function.path))
        except (OSError, UnreadableError, RecursionError):
            return "its file can't be read"
        other = _Analysis(tree, self.recipes, self.catalogue, self.index, self.offload, self.options)
        joints = other._wrapping(recipe, {function.name})
        return parts_of(tree, other.names, joints[0]) if joints else other.stays.get(function.name, "")

    def _is_kept(self, recipe: Recipe, reference: Reference) -> bool:
        """True for a call that makes an object that lives on and whose methods the recipe may make asynchronous."""
        if reference.call is None or not reference.meaning.targets <= set(recipe.keeps):
            return False
        return kept_at(self.tree, self.names, reference.call) is not None

    @cached_property
    def reassigned(self) -> dict[str, int]:
        return reassigned(self.tree, self.names, self.targets)

    def _concerns(self, recipe: Recipe, reference: Reference, place: ExecutionContext) -> bool:
        """True where the recipe has something to say about the reference, be it only why it stays."""
        if place.obstacle is AwaitObstacle.ANNOTATION:
            return False
        if not recipe.only_on_loop and (reference.call is not None or not reference.is_renamed):
            return True
        if reference.call is None and is_offloaded(self.names, reference.path, OFFLOADER_NAMES):
            return False
        value = reference.path if reference.call is None else None
        while place.unit is Unit.LAMBDA:
            if is_offloaded(self.names, place.path, OFFLOADER_NAMES):
                return False
            value, place = place.path, outer_place(place)
        return place.on_loop or (value is not None and is_given_to_coroutine(value))

    def _answer(self, recipe: Recipe, reference: Reference, name: str) -> tuple[Fix, ...] | Skip:
        call = self._call(recipe, reference, name)
        if isinstance(call, Skip):
            return call
        answer = self._fixes(recipe, call, reference)
        if name in self.reassigned and not isinstance(answer, Skip):
            return Skip(f"the file gives {name} another value (line {self.reassigned[name]})")
        return answer

    def _call(self, recipe: Recipe, reference: Reference, name: str) -> CallFacts | Skip:
        """The facts about the call, or why nothing can be done about it whatever they are."""
        if not reference.meaning.targets <= set(recipe.calls):
            return Skip(self._doubt(reference))
        path = reference.call
        if path is None:
            where = "run on the event loop" if recipe.only_on_loop else "run where no loop does"
            return Skip(f"{name} is passed on as a value; what calls it may {where}")
        if self._is_local_alias(reference):
            return Skip(f"{name} is called by a name that was assigned in the function; call it by its own name")
        if not self.tree.is_placed(path):
            return Skip("this Python can't tell where inside the f-string the call stands; Python 3.12 and newer can")
        if self.tree.is_debug_fstring(path):
            return Skip(AwaitObstacle.DEBUG_FSTRING.value)
        try:
            call = CallFacts.at(self.tree, self.names, path, name, recipe.compiled())
        except MatchingError as error:
            return Skip(f"the call can't be matched: {error}")
        place = place_of(path)
        if call is None:
            return Skip("the call does not have the shape that the recipe handles")
        if place.unit is Unit.LAMBDA and recipe.only_on_loop:
            return Skip(AwaitObstacle.LAMBDA.value)
        call.options, call.index = self.options, self.index
        call.others = self._nearby(recipe)
        if name in recipe.keeps and (kept := kept_at(self.tree, self.names, path)) is not None:
            call.kept = looked_up(kept, self.index, self.tree.source.path)
        return call

    def _nearby(self, recipe: Recipe) -> tuple[CallFacts, ...]:
        """The facts of all calls of the recipe's functions in coroutines, whatever shape they have."""
        if recipe.name not in self.nearby:
            self.nearby[recipe.name] = tuple(
                CallFacts(self.tree, self.names, reference.call, name, {})
                for reference in self.references
                if reference.call is not None and place_of(reference.call).on_loop
                for name in sorted(reference.meaning.targets.intersection(recipe.calls))[:1]
            )
        return self.nearby[recipe.name]

    def _together(self, recipe: Recipe) -> dict[Span, JointFix | Skip]:
        """The fixes of a recipe whose rewrites change several places, by the places of the calls."""
        if recipe.name in self.joints:
            return self.joints[recipe.name]
        answered: list[RecipeAnswer] = []
        for reference in self.references:
            if reference.meaning.targets.isdisjoint(recipe.calls):
                continue
            concerned = self._concerns(recipe, reference, place_of(reference.path))
            if not concerned and not self._is_kept(recipe, reference):
                continue
            name = next(target for target in sorted(reference.meaning.targets) if target in recipe.calls)
            call = self._call(recipe, reference, name)
            if isinstance(call, Skip) or name in self.reassigned or self._comment(recipe, name, reference.path):
                continue
            answers = _rewrites(recipe, call)
            answered.append(RecipeAnswer(call, reference.meaning, answers if isinstance(answers, Skip) else answers[0]))
        self.joints[recipe.name] = together(self.tree, self.importer, recipe, answered)
        return self.joints[recipe.name]

    def _removed_elsewhere(self) -> Iterator[NodePath]:
        """The paths to names that fixes remove at other places than their calls."""
        made = [joint for joints in self.joints.values() for joint in joints.values() if isinstance(joint, JointFix)]
        for joint in dict.fromkeys((*made, *self.wrapped)):
=======
def _removed_elsewhere(joints: Iterable[object]) -> Iterator[NodePath]:
    """The paths to names that fixes remove at other places than their calls."""
    for joint in dict.fromkeys(joints):
        if isinstance(joint, JointFix):
>>>>>>> main
            yield from joint.removed


def _notes(suppressions: Suppressions, known: Collection[str]) -> tuple[str, ...]:
    return tuple(
        f"line {line}: the comment names a recipe that does not exist: {name}"
        for line, name in suppressions.recipes_named()
        if known and name not in known
    )
