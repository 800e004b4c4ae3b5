"""The texts of one extraction: the helper, and what takes the place of the region."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from asyncfix.binding.execution_context import binds_tighter
from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.free_variables import scope_of
from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.dataflow.region import Region
from asyncfix.dataflow.region_interface import Flow
from asyncfix.files.text_edits import Edit, apply_edits
from asyncfix.offload.backends.base import Backend, ThreadCallSite
from asyncfix.offload.extract.calls import wrapped_await
from asyncfix.offload.extract.code_fragment import CodeFragment, joined
from asyncfix.offload.extract.helper import Annotations, HelperKind, Spot, step_of
from asyncfix.offload.extract.local_imports import LocalImports
from asyncfix.offload.extract.moved_statements import Cut, moved
from asyncfix.offload.extract.returns import caller_lines, free_names_for, is_bare, last_line, marked
from asyncfix.syntax.node_path import NodePath, below
from asyncfix.syntax.tree import Tree

_WIDTHS = (79, 88, 100, 120)


class Ending(Enum):
    """The ways in which control comes out of the region."""

    ON = auto()  # at its end, or by an exception
    RETURN = auto()  # the function is over
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class ExtractionPlan:
    """All that is to be written."""

    tree: Tree
    names: Names
    region: Region
    path: NodePath  # to the function
    function: ast.AsyncFunctionDef
    flow: Flow
    kind: HelperKind
    name: str
    ending: Ending
    changed: tuple[str, ...]  # names that the function binds anew outside the region
    direct: Edit | None  # what makes the last statement return what it would have bound
    dead: tuple[Edit, ...]  # what takes out statements of no use to the helper
    imports: LocalImports
    imported: tuple[str, ...]  # names that the helper imports itself
    loop: str  # a name that surely holds the running loop; "" for none


class Writing:
    """Writes a plan down."""

    def __init__(self, plan: ExtractionPlan, backend: Backend, site: ThreadCallSite) -> None:
        self.plan = plan
        self.tree = plan.tree
        self.backend = backend
        self.newline = plan.tree.source.newline
        self.step = step_of(plan.tree, plan.path)
        self.annotations = Annotations(plan.tree, plan.names, plan.path, plan.changed)
        arguments = plan.function.args.posonlyargs + plan.function.args.args
        self.object = arguments[0].arg if plan.kind is not HelperKind.FUNCTION else ""
        self.parameters = [one for one in plan.flow.inputs if one != self.object and one not in plan.imports.statements]
        self.bare = is_bare(plan.region) and not plan.flow.outputs
        self.around = backend.call(self._site(site))

    def helper(self, spot: Spot, cut: Cut) -> str:
        """The helper, with the blank lines after it."""
        plan = self.plan
        inner = spot.indent + self.step
        lines = [f"{spot.indent}@classmethod"] if plan.kind is HelperKind.CLASS_METHOD else []
        lines.extend(self._head(spot.indent))
        if plan.flow.global_writes:
            lines.append(f"{inner}global {', '.join(plan.flow.global_writes)}")
        imports = plan.imports.lines(plan.imported)
        lines.extend(f"{inner}{text}" for text in imports)
        if imports:
            lines.append("")
        lines.append(moved(self._body(cut), cut.indent, inner, self.newline))
        if plan.ending is Ending.EITHER:
            lines.append(inner + last_line(plan.flow.outputs, self.bare))
        elif plan.flow.outputs and plan.flow.falls_through and not plan.direct:
            lines.append(f"{inner}return {', '.join(plan.flow.outputs)}")
        return self.newline.join(lines) + self.newline * (1 + spot.blank_lines)

    def _head(self, indent: str) -> list[str]:
        annotated = [f"{name}: {text}" if (text := self.annotations.of(name)) else name for name in self.parameters]
        every = [self.object, *annotated] if self.object else annotated
        line = f"{indent}def {self.plan.name}({', '.join(every)}){self._result()}:"
        if len(line) <= self.width or not every:
            return [line]
        return [
            f"{indent}def {self.plan.name}(",
            *(f"{indent}{self.step}{one}," for one in every),
            f"{indent}){self._result()}:",
        ]

    def _body(self, cut: Cut) -> str:
        region = self.plan.region
        text = self.tree.source.text[cut.span.start : cut.span.end]
        if not region.is_expression:
            edits = [*self.plan.dead, *([self.plan.direct] if self.plan.direct else [])]
            if self.plan.ending is Ending.EITHER:
                edits.extend(marked(self.tree, region, self.bare))
            inside = [edit for edit in edits if edit.span.start >= cut.span.start and edit.span.end <= cut.span.end]
            return apply_edits(text, [edit.shifted(-cut.span.start) for edit in inside])
        if region.as_list:
            return f"return list({text})"
        closed = not isinstance(region.node, ast.NamedExpr) and _is_closed(text)
        return f"return {text}" if closed else f"return ({text})"

    def _result(self) -> str:
        flow = self.plan.flow
        if not self.annotations.any or self.plan.region.is_expression:
            return ""
        if self.plan.ending is Ending.EITHER:
            return " -> bool" if self.bare else ""
        if flow.outputs:
            return ""
        if flow.returns:
            return f" -> {self.annotations.returned}" if self.annotations.returned else ""
        return " -> None"

    def replacement(self, cut: Cut) -> CodeFragment:
        """The text that takes the place of the region."""
        flow, region = self.plan.flow, self.plan.region
        function = f"{self.object}." if self.object else ""
        target = () if self.object else ((0, f".{self.plan.name}"),)
        called = CodeFragment(function) + CodeFragment(self.plan.name, target)
        arguments = "".join(f", {name}" for name in self.parameters)
        call = self.around.before + called + arguments + self.around.after
        if region.is_expression:
            lead = wrapped_await(self.tree.source.text, region.path, cut.span)
            return lead + call + (")" if binds_tighter(region.path) else "")
        lines = [call]
        if self.plan.ending is Ending.EITHER:
            lines = self._either(call, cut)
        elif self.plan.ending is Ending.RETURN:
            lines = [CodeFragment("return ") + call]
        elif flow.outputs:
            lines = [CodeFragment(f"{', '.join(flow.outputs)} = ") + call]
        if self.around.setup is not None:
            lines.insert(0, self.around.setup)
        if not cut.whole_lines:
            return joined("; ", lines)
        lines = [self._folded(line, cut.indent) for line in lines]
        return joined(self.newline + cut.indent, lines)

    def _either(self, call: CodeFragment, cut: Cut) -> list[CodeFragment]:
        names = free_names_for(self.plan.function)
        if names is None or not cut.whole_lines:
            raise ExtractionRefused("some ways through it return from the function and others go on")
        return caller_lines(call, self.plan.flow.outputs, names, self.step, self.bare)

    def _folded(self, line: CodeFragment, indent: str) -> CodeFragment:
        """The line with the arguments of the call on one of their own, where it is too long."""
        opening, end = line.text.find("("), line.text.rfind(")")
        if len(indent) + len(line.text) <= self.width or opening < 0 or not self.parameters:
            return line
        gap = self.newline + indent + self.step
        grown = len(gap)
        roots = tuple((at + grown if at > opening else at, target) for at, target in line.roots)
        text = line.text[: opening + 1] + gap + line.text[opening + 1 : end]
        return CodeFragment(text + self.newline + indent + line.text[end:], roots, line.needs)

    @property
    def width(self) -> int:
        """The longest line that the file may have, to go by those that are there."""
        longest = _longest_line(self.tree.source.text)
        return next((width for width in _WIDTHS[1:] if longest <= width), _WIDTHS[-1])

    def _site(self, site: ThreadCallSite) -> ThreadCallSite:
        """The site with a name for the loop, where a statement can stand before the call."""
        if self.plan.region.is_expression or not self.backend.has_setup:
            return site
        if self.plan.loop:
            return replace(site, loop=self.plan.loop)
        used = {node.id for node in below(self.plan.function) if isinstance(node, ast.Name)}
        free = "loop" not in used and "loop" not in scope_of(self.plan.function).bindings
        return replace(site, loop_name="loop") if free else site


@lru_cache(maxsize=4)  # asked for with each helper of a file
def _longest_line(text: str) -> int:
    return max(map(len, text.splitlines()), default=0)


def _is_closed(text: str) -> bool:
    """True where no line of an expression ends outside its brackets and strings."""
    if not any(mark in text for mark in "\r\n"):
        return True
    try:
        return len(ast.parse(f"_ = {text}").body) == 1
    except SyntaxError:
        return False
