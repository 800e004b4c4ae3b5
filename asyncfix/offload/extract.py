"""From a region to the edits that have it run in a thread."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

from asyncfix.fixes import Form, ImportNeed, Introduced
from asyncfix.imports.importer import Importer, Refusal
from asyncfix.offload.backends import Backend, Site, Speller, hazards_of, hop
from asyncfix.offload.calls import call_in_thread, check_place, wrapped_await
from asyncfix.offload.draft import Draft
from asyncfix.offload.flow import Flow, FlowAnalysis
from asyncfix.offload.helper import Annotations, Kind, Spot, class_around, kind_of, spot_of, step_of
from asyncfix.offload.layout import Cut, cut_of, moved
from asyncfix.offload.naming import helper_name
from asyncfix.offload.obstacles import call_obstacle, is_inside_comprehension, mangled_name, needs_class, obstacle_in
from asyncfix.offload.outer import Outer, outer_names
from asyncfix.offload.refusal import Refused
from asyncfix.offload.region import Region
from asyncfix.offload.scoping import scope_of
from asyncfix.offload.suppress import may_suppress, place_in
from asyncfix.semantics.names import Names
from asyncfix.semantics.paths import Path
from asyncfix.semantics.places import binds_tighter, place_of
from asyncfix.semantics.scopes import Binds
from asyncfix.semantics.tree import Tree
from asyncfix.spans import Edit, Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """What has a region run in a thread. All of its edits belong together."""

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
) -> Extraction | Refusal:
    """The extraction of the region, or why it stays where it is.

    `name_hint` is a wish for the helper's name, `taken` the names that other fixes of the file bring in,
    `keep` names whose values must outlive the helper, `pool` an expression for the executor of
    `run_in_executor`. `as_helper` makes a helper even of a single call.
    """
    try:
        work = _Work(tree, names, region, backend, importer, pool, copy_context)
        if isinstance(region.node, ast.Call) and not as_helper:
            return work.call()
        return work.helper(name_hint, taken, keep)
    except Refused as refused:
        return Refusal(str(refused))


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
    ) -> None:
        self.tree = tree
        self.names = names
        self.region = _without_docstring(region)
        self.backend = backend
        self.place = place_of(region.path)
        if not self.place.on_loop or not isinstance(self.place.function, ast.AsyncFunctionDef):
            raise Refused("it does not run on the event loop")
        self.function: ast.AsyncFunctionDef = self.place.function
        self.path: Path = self.place.path
        self.inside = place_in(self.path)
        self.site = Site(Speller(importer, self.inside), tree.source.text, pool=pool, copy_context=copy_context)
        self.hazards = hazards_of(backend, copy_context)

    def is_builtin(self, name: str) -> bool:
        """True where the name is surely a builtin."""
        module = self.names.scopes(self.inside)[0]
        return hasattr(builtins, name) and name not in module.bindings and "*" not in module.bindings

    def may_be_builtin(self, name: str) -> bool:
        return hasattr(builtins, name) and name not in self.names.scopes(self.inside)[0].bindings

    def call(self) -> Extraction:
        check_place(self.tree, self.region.path, self.place)
        obstacle = call_obstacle(self.region, self.names, self.may_be_builtin)
        edits, drafts = call_in_thread(self.tree, self.region.path, self.site, self.backend, obstacle)
        return Extraction(
            edits=tuple(edits),
            title="run the call in a thread",
            needs=tuple(dict.fromkeys(need for _, draft in drafts for need in draft.needs)),
            introduces=tuple(one for number, draft in drafts for one in draft.introduced(number)),
            hazards=self.hazards,
        )

    def helper(self, hint: str, taken: Collection[str], keep: Collection[str]) -> Extraction:
        region = self.region
        if region.is_expression:
            check_place(self.tree, region.path, self.place)
        if self.place.obstacle:
            raise Refused(self.place.obstacle.value)
        if is_inside_comprehension(region):
            raise Refused("it is evaluated once for each item of a comprehension: move the comprehension as a whole")
        obstacle = obstacle_in(region, self.names, self.may_be_builtin)
        if obstacle:
            raise Refused(obstacle)
        if region.as_list and not self.is_builtin("list"):
            raise Refused("`list` may be something else here")
        flow, analysis = self._flow(keep)
        kind = self._kind(analysis)
        name = helper_name(self.tree, region, flow.outputs, hint, taken)
        return _Writing(self, flow, kind, name, analysis.changed_outside).extraction()

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
            keep=keep,
        )
        outer.check(analysis)
        return analysis.flow(is_tail(self.region)), analysis

    def _kind(self, analysis: FlowAnalysis) -> Kind:
        must = needs_class(self.region) or bool(mangled_name(self.region))
        kind = kind_of(self.path, self.names, must, analysis.names, analysis.changed)
        if must and kind is Kind.FUNCTION:
            private = mangled_name(self.region)
            if not private or class_around(self.path) is not None or needs_class(self.region):
                raise Refused(f"`{private or 'super()'}` has its meaning in the class alone")
            if any(isinstance(step.node, ast.ClassDef) for step in self.path):
                raise Refused(f"`{private}` has its meaning in the class alone")
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
        raise Refused("it is the docstring of the function")
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


class _Writing:
    """The texts of one extraction into a helper."""

    def __init__(self, work: _Work, flow: Flow, kind: Kind, name: str, changed: Sequence[str]) -> None:
        self.work = work
        self.tree = work.tree
        self.region = work.region
        self.flow = flow
        self.kind = kind
        self.name = name
        self.newline = work.tree.source.newline
        self.annotations = Annotations(work.tree, work.names, work.path, changed)
        first = work.function.args.posonlyargs + work.function.args.args
        self.object = first[0].arg if kind is not Kind.FUNCTION else ""
        self.parameters = [one for one in flow.inputs if one != self.object]

    def extraction(self) -> Extraction:
        spot = spot_of(self.tree, self.work.path, self.kind)
        if spot is None:
            raise Refused("there is no line for the helper to stand on")
        cut = cut_of(self.tree, self.region)
        replacement = self._replacement(cut)
        edits = (Edit(Span(spot.offset, spot.offset), self._helper(spot, cut)), Edit(cut.span, replacement.text))
        return Extraction(
            edits=edits,
            title=f"move it into `{self.name}`, run in a thread",
            needs=replacement.needs,
            introduces=replacement.introduced(1),
            hazards=(*self.work.hazards, *self._hazards()),
            helper=self.name,
            inputs=self.flow.inputs,
            outputs=self.flow.outputs,
            dropped=self.flow.dropped,
            form=Form.HELPER,
        )

    def _hazards(self) -> tuple[str, ...]:
        return tuple(
            f"where the task is cancelled while the helper runs, `{name}` is not bound to what it made"
            for name in self.flow.risky_outputs
        )

    def _helper(self, spot: Spot, cut: Cut) -> str:
        inner = spot.indent + step_of(self.tree, self.work.path)
        lines = [f"{spot.indent}@classmethod"] if self.kind is Kind.CLASS_METHOD else []
        lines.append(f"{spot.indent}def {self.name}({self._signature()}){self._result()}:")
        if self.flow.global_writes:
            lines.append(f"{inner}global {', '.join(self.flow.global_writes)}")
        text = self.tree.source.text[cut.span.start : cut.span.end]
        if self.region.as_list:
            text = f"return list({text})"
        elif self.region.is_expression:
            text = f"return {text}" if _is_closed(text) else f"return ({text})"
        lines.append(moved(text, cut.indent, inner, self.newline))
        if self.flow.outputs and self.flow.falls_through:
            lines.append(f"{inner}return {', '.join(self.flow.outputs)}")
        return self.newline.join(lines) + self.newline * (1 + spot.blank_lines)

    def _signature(self) -> str:
        annotated = [f"{name}: {text}" if (text := self.annotations.of(name)) else name for name in self.parameters]
        return ", ".join([self.object, *annotated] if self.object else annotated)

    def _result(self) -> str:
        if not self.annotations.any or self.region.is_expression or self.flow.outputs:
            return ""
        if self.flow.returns:
            return f" -> {self.annotations.returned}" if self.annotations.returned else ""
        return " -> None"

    def _replacement(self, cut: Cut) -> Draft:
        around = hop(self.work.backend, self._site())
        function = f"{self.object}.{self.name}" if self.object else self.name
        call = around.before + ", ".join([function, *self.parameters]) + around.after
        if self.region.is_expression:
            path = self.region.path
            lead = wrapped_await(self.tree.source.text, path, cut.span)
            return lead + call + (")" if binds_tighter(path) else "")
        if self.flow.returns:
            call = Draft("return ") + call
        elif self.flow.outputs:
            call = Draft(f"{', '.join(self.flow.outputs)} = ") + call
        if around.setup is None:
            return call
        separator = self.newline + cut.indent if cut.whole_lines else "; "
        return around.setup + separator + call

    def _site(self) -> Site:
        """The site with a name for the loop, where a statement can stand before the call."""
        site = self.work.site
        if self.region.is_expression or self.work.backend is not Backend.EXECUTOR:
            return site
        scope = scope_of(self.work.function)
        used = {node.id for node in ast.walk(self.work.function) if isinstance(node, ast.Name)}
        free = "loop" not in used and "loop" not in scope.bindings
        return partial(_with_loop, site)("loop") if free else site


def _is_closed(text: str) -> bool:
    """True where no line of an expression ends outside its brackets and strings."""
    if not any(mark in text for mark in "\r\n"):
        return True
    try:
        return len(ast.parse(f"_ = {text}").body) == 1
    except SyntaxError:
        return False


def _with_loop(site: Site, name: str) -> Site:
    return Site(site.spell, site.text, site.loop, name, site.pool, site.copy_context)
