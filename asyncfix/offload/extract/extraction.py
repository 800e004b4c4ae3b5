"""From a region to the edits that have it run in a thread."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from asyncfix.binding.context_kinds import Unit
from asyncfix.binding.execution_context import AwaitObstacle, place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.binding.scopes import Binds
from asyncfix.catalogue.event_loops import gives_loop
from asyncfix.dataflow.closure_variables import Outer, outer_names
from asyncfix.dataflow.exception_suppression import may_suppress, place_in
from asyncfix.dataflow.free_variables import scope_of
from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.dataflow.region import Region
from asyncfix.dataflow.region_interface import Flow, FlowAnalysis
from asyncfix.effects.interference import hazards_of_hop
from asyncfix.files.text_edits import Edit, Span
from asyncfix.fixes import Form, ImportNeed, Introduced
from asyncfix.imports.importer import Importer, ImportRefusal
from asyncfix.offload.backends.base import Backend, ThreadCallSite
from asyncfix.offload.backends.speller import Speller
from asyncfix.offload.extract import process_pool
from asyncfix.offload.extract.calls import call_in_thread, check_expression, check_place, goes_alone, read_in_thread
from asyncfix.offload.extract.code_fragment import CodeFragment
from asyncfix.offload.extract.codegen import Ending, ExtractionPlan, Writing
from asyncfix.offload.extract.dead_stores import dead_stores, direct_return
from asyncfix.offload.extract.helper import HelperKind, class_around, kind_of, spot_of
from asyncfix.offload.extract.helper_names import helper_name
from asyncfix.offload.extract.local_imports import annotated, local_imports, moving
from asyncfix.offload.extract.moved_statements import cut_of
from asyncfix.offload.safety.lifetimes import owners_in
from asyncfix.offload.safety.syntactic_obstacles import (
    call_obstacle,
    class_parameter,
    frame_reader,
    is_inside_comprehension,
    mangled_name,
    needs_class,
    obstacle_in,
)
from asyncfix.syntax.node_id import NodeId
from asyncfix.syntax.node_path import NodePath, Step
from asyncfix.syntax.tree import Tree


@dataclass(frozen=True, slots=True)
class Extraction:
    """The edits that have a region run in a thread. All of them belong together."""

    edits: tuple[Edit, ...]
    title: str  # an instruction of one line
    needs: tuple[ImportNeed, ...] = ()
    introduces: tuple[Introduced, ...] = ()
    hazards: tuple[str, ...] = ()
    helper: str = ""  # its name; "" where there is none
    inputs: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()  # names whose values now go when the helper returns
    form: Form = Form.HOP
    uses_up: tuple[Span, ...] = ()  # references to imports of the function that the helper makes itself
    imported: tuple[NodePath, ...] = ()  # one of them for each name


def extract(
    tree: Tree,
    names: Names,
    region: Region,
    *,
    backend: Backend,
    importer: Importer,
    name_hint: str = "",
    taken: Collection[str] = (),
    keep: Collection[str] = (),
    pool: str = "None",
    copy_context: bool = False,
    as_helper: bool = False,
    blocking: Collection[NodeId] = (),
) -> Extraction | ImportRefusal:
    """The extraction of the region, or why it stays where it is.

    `name_hint` is a wish for the helper's name, `taken` the names that other fixes of the file bring in,
    `keep` names whose values must outlive the helper, `pool` an expression for the executor of
    `run_in_executor`. `as_helper` makes a helper even of a single call.
    `blocking` are the ids of the calls that are the reason for it all.
    """
    try:
        work = _Work(tree, names, region, backend, importer, pool, copy_context, blocking)
        if goes_alone(region.path) and work.has_getattr() and not as_helper and not backend.in_other_process:
            return work.alone()
        return work.helper(name_hint, taken, keep)
    except ExtractionRefused as refused:
        return ImportRefusal(str(refused))


class _Work:
    def __init__(
        self,
        tree: Tree,
        names: Names,
        region: Region,
        backend: Backend,
        importer: Importer,
        pool: str,
        copy_context: bool,
        blocking: Collection[NodeId],
    ) -> None:
        self.blocking = blocking
        self.tree = tree
        self.names = names
        self.region = _without_docstring(region)
        self.backend = backend
        self.place = place_of(region.path)
        if self.place.unit is Unit.LAMBDA:
            raise ExtractionRefused(AwaitObstacle.LAMBDA.value)
        if not self.place.on_loop or not isinstance(self.place.function, ast.AsyncFunctionDef):
            raise ExtractionRefused("it does not run on the event loop")
        self.function: ast.AsyncFunctionDef = self.place.function
        self.path: NodePath = self.place.path
        self.inside = place_in(self.path)
        self.site = ThreadCallSite(
            Speller(importer, self.inside), tree.source.text, pool=pool, copy_context=copy_context
        )
        self.importer = importer
        self.hazards = backend.hazards(copy_context)
        self._pool_span = Span(0, 0)

    def is_builtin(self, name: str) -> bool:
        """True where the name is surely a builtin."""
        module = self.names.scopes(self.inside)[0]
        return hasattr(builtins, name) and name not in module.bindings and "*" not in module.bindings

    def may_be_builtin(self, name: str) -> bool:
        return hasattr(builtins, name) and name not in self.names.scopes(self.inside)[0].bindings

    def has_getattr(self) -> bool:
        """True where `getattr` is the builtin, or is not needed."""
        if isinstance(self.region.node, ast.Call):
            return True
        scopes = self.names.scopes((*self.region.path, Step(ast.Name("getattr"), "value")))
        return self.is_builtin("getattr") and not any("getattr" in scope.bindings for scope in scopes)

    def alone(self) -> Extraction:
        """The call or the read by itself, without a helper."""
        check_place(self.tree, self.region.path, self.place)
        is_call = isinstance(self.region.node, ast.Call)
        if is_call:
            obstacle = call_obstacle(self.region, self.names, self.may_be_builtin, self.blocking)
        else:
            check_expression(self.region)
            obstacle = ""
        handed = call_in_thread if is_call else read_in_thread
        edits, drafts = handed(self.tree, self.region.path, self.site, self.backend, obstacle)
        return Extraction(
            edits=tuple(edits),
            title="run the call in a thread" if is_call else "read the property in a thread",
            needs=tuple(dict.fromkeys(need for _, draft in drafts for need in draft.needs)),
            introduces=tuple(one for number, draft in drafts for one in draft.introduced(number)),
            hazards=(*self.hazards, *self._around(self.region, is_call=True)),
        )

    def _around(self, region: Region, *, is_call: bool = False) -> tuple[str, ...]:
        """What may happen while the thread runs."""
        span = region.span(self.tree)
        return hazards_of_hop(self.tree, self.names, region.path, self.place, span, is_call=is_call)

    def _check_region(self) -> None:
        """Raises ExtractionRefused where the region can't be the body of a helper, whatever its names are."""
        region = self.region
        if region.is_expression:
            check_place(self.tree, region.path, self.place)
            check_expression(region)
        if self.place.obstacle:
            raise ExtractionRefused(self.place.obstacle.value)
        if is_inside_comprehension(region):
            raise ExtractionRefused(
                "it is evaluated once for each item of a comprehension: move the comprehension as a whole"
            )
        if region.path[-1].field == "orelse" and self.tree.text(region.node).startswith("elif"):
            raise ExtractionRefused("`elif` is a part of the `if` before it: move all of that, or what is in it")
        obstacle = obstacle_in(region, self.names, self.may_be_builtin, self.blocking)
        if obstacle:
            raise ExtractionRefused(obstacle)
        if region.as_list and not self.is_builtin("list"):
            raise ExtractionRefused("`list` may be something else here")

    def helper(self, hint: str, taken: Collection[str], keep: Collection[str]) -> Extraction:
        self._check_region()
        region = self.region
        flow, analysis = self._flow(keep)
        reader = frame_reader(scope_of(self.function).nodes, self.may_be_builtin)
        if reader and flow.dropped:
            raise ExtractionRefused(
                f"`{flow.dropped[0]}` would no longer be a name of the function, which calls `{reader}`"
            )
        if region.is_expression and flow.outputs:
            raise ExtractionRefused(
                f"it binds `{flow.outputs[0]}`, which is read after it: move the statement as a whole"
            )
        imports = local_imports(self.tree, scope_of(self.function), self.path, region, self.backend.in_other_process)
        unread = annotated(region, imports, analysis)
        flow = replace(flow, inputs=(*flow.inputs, *unread.bound))
        plan = ExtractionPlan(
            tree=self.tree,
            names=self.names,
            region=region,
            path=self.path,
            function=self.function,
            flow=flow,
            kind=self._kind(analysis),
            name=helper_name(self.tree, region, flow.outputs, hint, taken, self.blocking),
            ending=self._ending(flow),
            changed=tuple(analysis.changed_outside),
            direct=direct_return(self.tree, region, flow, analysis),
            dead=tuple(dead_stores(self.tree, region, flow, analysis)),
            imports=imports,
            imported=tuple(one for one in (*flow.inputs, *unread.imported) if one in imports.statements),
            loop=self._loop(analysis),
        )
        return self._written(plan)

    def _loop(self, analysis: FlowAnalysis) -> str:
        """A name of the function that holds its loop and nothing else."""
        scope = scope_of(self.function)
        for name, bindings in scope.bindings.items():
            values = [one.value for one in bindings]
            if scope.binds(name) and all(self._is_loop(value) for value in values) and analysis.is_bound_before(name):
                return name
        return ""

    def _is_loop(self, value: ast.expr | None) -> bool:
        if not isinstance(value, ast.Call):
            return False
        called = self.names.meaning((*self.inside, Step(value.func, "func"))).certain
        return gives_loop(called)

    def _ending(self, flow: Flow) -> Ending:
        if not flow.returns:
            return Ending.ON
        if any(isinstance(node, ast.Yield) for node in scope_of(self.function).nodes):
            raise ExtractionRefused("it returns from an asynchronous generator")
        over = is_tail(self.region) and not flow.outputs
        return Ending.EITHER if flow.falls_through and not over else Ending.RETURN

    def _written(self, plan: ExtractionPlan) -> Extraction:
        spot = spot_of(self.tree, self.path, plan.kind)
        if spot is None:
            raise ExtractionRefused("there is no line for the helper to stand on")
        pool = self._pool(plan)
        writing = Writing(plan, self.backend, self.site)
        cut = cut_of(self.tree, plan.region)
        replacement = writing.replacement(cut)
        edits: tuple[Edit, ...] = (
            Edit(Span(spot.offset, spot.offset), writing.helper(spot, cut)),
            Edit(cut.span, replacement.text),
        )
        introduces = replacement.introduced(1)
        if pool.text:
            edits = (Edit(self._pool_span, pool.text), *edits)
            introduces = (*pool.introduced(0), *replacement.introduced(2))
        where = "another process" if self.backend.in_other_process else "a thread"
        cancelled = (
            f"where the task is cancelled while the helper runs, `{name}` is not bound to what it made"
            for name in plan.flow.risky_outputs
        )
        moved = moving(self.tree, plan.region, plan.imported)
        return Extraction(
            edits=edits,
            title=f"move it into `{plan.name}`, run in {where}",
            needs=tuple(dict.fromkeys((*pool.needs, *replacement.needs))),
            introduces=introduces,
            hazards=(*self.hazards, *self._around(plan.region), *cancelled),
            helper=plan.name,
            inputs=tuple(writing.parameters),
            outputs=plan.flow.outputs,
            dropped=plan.flow.dropped,
            form=Form.PROCESS if self.backend.in_other_process else Form.HELPER,
            uses_up=tuple(moved.spans),
            imported=tuple(moved.paths),
        )

    def _pool(self, plan: ExtractionPlan) -> CodeFragment:
        """The text that brings in the pool of processes, where that is what runs the helper."""
        if not self.backend.in_other_process:
            return CodeFragment()
        inputs = [name for name in plan.flow.inputs if name not in plan.imports.statements]
        process_pool.check(plan.region, self.names, self.path, inputs, plan.kind, plan.flow.global_writes)
        edit, text = process_pool.pool_edit(self.tree, self.importer)
        self.site = replace(self.site, pool=f"{process_pool.POOL}()")
        if edit is not None:
            self._pool_span = edit.span
        return text

    def _flow(self, keep: Collection[str]) -> tuple[Flow, FlowAnalysis]:
        scope = scope_of(self.function)
        local = [name for name in scope.bindings if scope.binds(name)]
        parameters = [
            name
            for name in local
            if any(
                one.how is Binds.PARAMETER or one.node in _type_parameters(self.function)
                for one in scope.bindings[name]
            )
        ]
        outer: Outer = outer_names(self.names, self.path, self.is_builtin)
        analysis = FlowAnalysis(
            self.region,
            self.function,
            tracked=[*local, *outer.shaky],
            parameters=parameters,
            outer=outer.sure,
            is_builtin=self.is_builtin,
            suppresses=lambda manager: may_suppress(manager, self.names, self.inside),
            keep=() if is_tail(self.region) else {*keep, *owners_in(self.region, self.names)},
        )
        outer.check(analysis)
        return analysis.flow(), analysis

    def _kind(self, analysis: FlowAnalysis) -> HelperKind:
        must = needs_class(self.region) or bool(mangled_name(self.region))
        kind = kind_of(self.path, self.names, must, analysis.names, analysis.changed)
        if must and kind is HelperKind.FUNCTION:
            private = mangled_name(self.region)
            if not private or class_around(self.path) is not None or needs_class(self.region):
                raise ExtractionRefused(f"`{private or 'super()'}` has its meaning in the class alone")
            if any(isinstance(step.node, ast.ClassDef) for step in self.path):
                raise ExtractionRefused(f"`{private}` has its meaning in the class alone")
        parameter = class_parameter(self.region)
        if parameter and kind is HelperKind.FUNCTION:
            raise ExtractionRefused(f"`{parameter}` has its meaning in the class alone")
        return kind


def _type_parameters(function: ast.AST) -> Sequence[ast.AST]:
    return getattr(function, "type_params", ())


def _without_docstring(region: Region) -> Region:
    """The region without the docstring of the function, which stays."""
    if region.is_expression:
        return region
    first = region.statements[0]
    function = region.path[-2].node
    is_first = getattr(function, "body", [None])[0] is first and isinstance(function, ast.AsyncFunctionDef)
    if not is_first or ast.get_docstring(function, clean=False) is None:  # type: ignore[arg-type]
        return region
    if region.length == 1:
        raise ExtractionRefused("it is the docstring of the function")
    step = region.path[-1]._replace(node=region.block[1])
    return Region((*region.path[:-1], step), region.length - 1)


def is_tail(region: Region) -> bool:
    """True where the function is at its end when the region is, whatever leaves the blocks around it."""
    if region.is_expression:
        return False
    path, last = region.path, region.is_last
    for index in range(len(path) - 2, len(region.function_path) - 2, -1):
        node, field = path[index].node, path[index + 1].field
        if not last:
            return False
        if isinstance(node, ast.AsyncFunctionDef):
            return True
        if isinstance(node, (ast.Try, ast.TryStar)):
            if field == "finalbody" or (field == "body" and node.orelse):
                return False
        elif isinstance(node, ast.match_case):
            continue
        elif not isinstance(node, (ast.If, ast.With, ast.AsyncWith, ast.Match, ast.ExceptHandler)):
            return False
        if isinstance(node, ast.stmt):
            block: list[ast.stmt] = getattr(path[index - 1].node, path[index].field)
            last = block[-1] is node
    return False
