"""One file, all recipes: findings with their fixes."""

from __future__ import annotations

import ast
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

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
from asyncfix.config.options import Options
from asyncfix.dataflow.escapes import kept_at
from asyncfix.errors import RecipeError, UnreadableError
from asyncfix.files.source import Source
from asyncfix.files.text_edits import Span
from asyncfix.fixes import FileReport, Finding, Fix, OtherFilePart
from asyncfix.imports.importer import Importer
from asyncfix.imports.removal import removable
from asyncfix.inference import types as t
from asyncfix.matching import MatchingError
from asyncfix.recipe import Recipe, Rewrite, Skip
from asyncfix.rewrite.call_facts import CallFacts
from asyncfix.rewrite.codemod_findings import codemod_findings
from asyncfix.rewrite.fissix_transform import transformed
from asyncfix.rewrite.fix_builder import failure, fix_from, fix_of, holds_await
from asyncfix.rewrite.joint_fix import JointFix, RecipeAnswer, together
from asyncfix.rewrite.native_fixes import LocatedFinding, Natives, with_safe_ways
from asyncfix.rewrite.project_reexports import reexported
from asyncfix.rewrite.stored_objects import looked_up, method_of, sending
from asyncfix.rewrite.suppression_comments import Suppressions
from asyncfix.rewrite.verify import verified
from asyncfix.rewrite.wrappers import (
    Wrapping,
    conversion,
    helpers_called,
    notes_on,
    parts_of,
    silencing,
    spread,
    with_wrappers,
    with_wrappers_elsewhere,
    wrapping_of,
)
from asyncfix.syntax.node_id import NO_NODE, NodeId, node_id
from asyncfix.syntax.node_path import NodePath, dotted
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
    try:
        tree = Tree(source)
        return _Analysis(tree, recipes, catalogue, index, offload, options or Options()).report(known_recipes)
    except UnreadableError as error:
        return FileReport(source.path, source.digest, unreadable=str(error))
    except RecursionError:
        return FileReport(source.path, source.digest, unreadable="is nested too deeply to be analysed")


class _Analysis:
    def __init__(
        self,
        tree: Tree,
        recipes: Sequence[Recipe],
        catalogue: Catalogue,
        index: Index | None,
        offload: str,
        options: Options,
    ) -> None:
        self.tree = tree
        self.catalogue = catalogue
        self.index = index
        self.offload = offload
        self.options = options
        self.nearby: dict[str, tuple[CallFacts, ...]] = {}  # by recipe
        self.joints: dict[str, dict[Span, JointFix | Skip]] = {}  # by recipe
        self.wrapped: list[JointFix] = []  # functions around calls, made coroutines
        self.stays: dict[str, str] = {}  # those that can't be, with the reasons
        self.recipes = recipes
        self.targets = frozenset(call for recipe in recipes for call in recipe.calls)
        self.names = Names(tree, self.targets, reexported(tree, index, self.targets))
        self.references = list(references(tree, self.names, self.targets))
        self.importer = Importer(tree, self.names, [(one.path, one.meaning) for one in self.references])

    def report(self, known_recipes: Collection[str]) -> FileReport:
        found = self._with_offloaded([self._silenced(one) for one in self._found()])
        if self.index is not None:
            path = os.path.abspath(self.tree.source.path)
            called = helpers_called(found, path)
            self.wrapped = [joint for one in self.recipes if one.wraps for joint in self._wrapping(one, called)]
            found = with_wrappers(found, self.wrapped, Natives(self.tree, self.wrapped).covered)
            converted = partial(conversion, self.index, self.recipes, self._conversion)
            found, reasons = with_wrappers_elsewhere(found, path, converted)
            self.stays |= reasons
        silenced = sorted(found, key=lambda one: (one.finding.span, one.finding.recipe))
        if not silenced:
            return FileReport(self.tree.source.path, self.tree.source.digest)
        findings = tuple(one.finding for one in silenced)
        fixed = [one.reference for one in silenced if any(fix.uses_up or fix.needs for fix in one.finding.fixes)]
        fixed.extend(self._removed_elsewhere())
        fixed.extend(path for one in silenced for path in one.imported)
        report = FileReport(
            self.tree.source.path,
            self.tree.source.digest,
            findings=findings,
            imports=removable(self.tree, self.names, fixed),
            notes=(*_notes(self.suppressions, known_recipes), *notes_on(self.stays, silenced)),
        )
        return verified(self.tree.source, report, self.targets)

    def _found(self) -> Iterator[LocatedFinding]:
        for reference in self.references:
            found: list[tuple[Recipe, Finding]] = []
            for recipe in self.recipes:
                if reference.meaning.targets.isdisjoint(recipe.calls):
                    continue
                finding = self._finding(recipe, reference)
                if finding is not None:
                    found.append((recipe, finding))
            call = reference.call
            node = node_id(call[-1].node) if call else NO_NODE
            yield from (LocatedFinding(finding, reference.path, node) for finding in _preferred(found))
        for recipe in self.recipes:
            if recipe.keeps:
                yield from self._kept_found(recipe)
        for recipe in self.recipes:
            if recipe.codemod is not None:
                yield from (LocatedFinding(finding, path) for finding, path in codemod_findings(self.tree, recipe))

    def _with_offloaded(self, found: list[LocatedFinding]) -> list[LocatedFinding]:
        """The findings with those about families of the catalogue; these have a way out where another has none."""
        families = [recipe for recipe in self.recipes if recipe.families]
        if not families:
            return found
        from asyncfix.callgraph.project_index import index_of
        from asyncfix.offload.candidates.blocking_sites import BlockingSites, is_left

        index = self.index or index_of(self.tree.source, self.tree.module, self.catalogue)
        natives = Natives(self.tree, [joint for joints in self.joints.values() for joint in joints.values()])
        claimed = {one.node: bool(one.finding.fixes or one.finding.suppressed) for one in found if one.node}
        claimed.update(dict.fromkeys(natives.nodes(), True))
        makers = {name for recipe in self.recipes for name in recipe.keeps}
        found = [one for one in found if one.finding.fixes or one.finding.call not in makers or one.finding.suppressed]
        doubtful = natives.doubtful(found)
        sites = BlockingSites(self.tree, index)
        if not doubtful and not any(is_left(site, claimed) for one in sites.coroutines for site in one.sites):
            return found
        from asyncfix.rewrite.offloading import Offloading  # with all that moves code to threads behind it

        offloading = Offloading(sites, self.names, self.importer, families, self.offload)

        def planned(known: dict[NodeId, bool], only: frozenset[NodeId] | None = None) -> list[LocatedFinding]:
            placed = offloading.found(known, lambda path, recipe, call: self._comment(recipe, call, path), only)
            return [LocatedFinding(one.finding, one.path, node_id(one.path[-1].node), one.imported) for one in placed]

        offloaded = planned(claimed)
        better = {one.node for one in offloaded if one.finding.fixes}
        kept = [one for one in found if not one.node or claimed[one.node] or one.node not in better]
        known = {one.node for one in kept}
        kept += [one for one in offloaded if one.node not in known]
        if not doubtful:
            return kept
        rest = {**{node: True for node in claimed if node not in doubtful}, **{one.node: True for one in offloaded}}
        return with_safe_ways(kept, natives, planned(rest, doubtful))

    def _finding(self, recipe: Recipe, reference: Reference) -> Finding | None:
        path = reference.call or reference.path
        place = place_of(reference.path)
        if not self._concerns(recipe, reference, place):
            return None
        name = next(target for target in sorted(reference.meaning.targets) if target in recipe.calls)
        answer = self._answer(recipe, reference, name)
        return self._at(recipe, path, name, place, answer)

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
            yield from joint.removed

    def _fixes(self, recipe: Recipe, call: CallFacts, reference: Reference) -> tuple[Fix, ...] | Skip:
        if recipe.transform is not None:
            new = transformed(recipe, call, self.importer, reference.meaning)
            if isinstance(new, Skip):
                return new
            fix = fix_from(recipe, _plain(recipe, new.text, call), call, new)
            return fix if isinstance(fix, Skip) else (fix,)
        answers = _rewrites(recipe, call)
        if isinstance(answers, Skip):
            return answers
        if any(rewrite.changes for rewrite in answers):
            if call.name in self.reassigned:
                return Skip(f"the file gives {call.name} another value (line {self.reassigned[call.name]})")
            joint = self._together(recipe).get(call.span, Skip("the call stays as it is"))
            return joint if isinstance(joint, Skip) else (joint.fix,)
        built = [fix_of(recipe, rewrite, call, self.importer, reference.meaning) for rewrite in answers]
        fixes = tuple(one for one in built if isinstance(one, Fix))
        if fixes:
            return fixes
        return next((one for one in built if isinstance(one, Skip)), Skip("the recipe offers no rewrite"))

    def _doubt(self, reference: Reference) -> str:
        parts = dotted(reference.path[-1].node)
        shown = parts[0].id if parts else "the name"
        wanted = reference.meaning.targets & self.targets
        others = sorted(target for target in reference.meaning.targets - wanted if target.strip(".").count("."))
        lines = sorted(
            binding.node.lineno  # type: ignore[attr-defined]
            for binding in reference.meaning.bindings
            if not {t + (parts[1] if parts else "") for t in self.names.targets_of(binding, reference.path)} <= wanted
        )
        what = " or ".join(others) or "something else"
        where = f" (line {', '.join(map(str, dict.fromkeys(lines)))})" if lines else ""
        return f"`{shown}` may also mean {what} here{where}"

    def _is_local_alias(self, reference: Reference) -> bool:
        scope = reference.meaning.scope
        if scope is None or scope.is_module:
            return False
        return any(not isinstance(binding.node, (ast.Import, ast.ImportFrom)) for binding in reference.meaning.bindings)

    @cached_property
    def suppressions(self) -> Suppressions:
        return Suppressions(self.tree)

    def _comment(self, recipe: Recipe, call: str, reference: NodePath) -> str:
        """The comment that silences the recipe there; "" for none."""
        row = self.catalogue.row(call)
        codes = frozenset((*recipe.codes, *(row.codes if row else ())))
        return self.suppressions.silences(reference, recipe.name, codes)

    def _silenced(self, one: LocatedFinding) -> LocatedFinding:
        recipe = next(recipe for recipe in self.recipes if recipe.name == one.finding.recipe)
        comment = self._comment(recipe, one.finding.call, one.reference)
        return replace(one, finding=replace(one.finding, fixes=(), skip="", suppressed=comment)) if comment else one


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


def _rewrites(recipe: Recipe, call: CallFacts) -> Sequence[Rewrite] | Skip:
    if isinstance(recipe.rewrite, str):
        return [_plain(recipe, recipe.rewrite, call)]
    try:
        answer = recipe.rewrite(call)
    except (Exception, SystemExit) as error:  # a recipe is the user's code
        return Skip(failure(error, recipe))
    if isinstance(answer, Skip):
        return answer
    answers = [answer] if isinstance(answer, Rewrite) else answer
    if isinstance(answers, Sequence) and all(isinstance(one, Rewrite) for one in answers):
        return answers
    return Skip(failure(RecipeError(f"it gave {answer!r} where a Rewrite or a Skip was due"), recipe))


def _plain(recipe: Recipe, text: str, call: CallFacts) -> Rewrite:
    """The rewrite to a text of which the recipe says no more than its safety."""
    return Rewrite(text, safety=recipe.safety, hazards=call.await_hazards if holds_await(text) else ())


def _notes(suppressions: Suppressions, known: Collection[str]) -> tuple[str, ...]:
    return tuple(
        f"line {line}: the comment names a recipe that does not exist: {name}"
        for line, name in suppressions.recipes_named()
        if known and name not in known
    )
