"""Names that a function has from the functions around it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from asyncfix.binding.qualified_names import Names, binding_scope
from asyncfix.binding.scopes import Binding, Binds, Scope
from asyncfix.dataflow.free_variables import free_names, scope_of
from asyncfix.dataflow.refusal import ExtractionRefused
from asyncfix.dataflow.region import Region
from asyncfix.dataflow.region_interface import FlowAnalysis
from asyncfix.syntax.node_path import FUNCTIONS, NodePath


@dataclass(slots=True)
class Outer:
    """`sure` are bound whenever the function runs; `single` of them for good, once; the `shaky` ones may not be."""

    sure: set[str] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    shaky: set[str] = field(default_factory=set)

    def check(self, analysis: FlowAnalysis) -> None:
        """Raises Refused where the region uses a name of a function around that may change or be unbound."""
        for name in analysis.names:
            if name in self.shaky:
                raise ExtractionRefused(f"`{name}` belongs to a function around, which may bind it anew")
        for name in analysis.captured:
            if name in self.sure and name not in self.single:
                raise ExtractionRefused(f"`{name}` belongs to a function around, which may bind it anew")


def outer_names(names: Names, function: NodePath, is_builtin: Callable[[str], bool]) -> Outer:
    """The names of functions around that the function at the end of the path uses."""
    result = Outer()
    around = names.scopes(function)
    known: dict[Scope, FlowAnalysis] = {}
    node = function[-1].node
    for name in free_names(node).used:
        scope = binding_scope(name, around)
        if scope is None or scope.is_module or scope.is_class:
            continue
        bindings = names.lookup(name, around).bindings
        if name in scope.type_parameters:
            result.sure.add(name)
            result.single.add(name)
        elif len(bindings) != len(scope.bindings.get(name, ())) or not _lasts(bindings):
            result.shaky.add(name)
        elif len(bindings) == 1 and bindings[0].how is Binds.PARAMETER:
            result.sure.add(name)
            result.single.add(name)
        elif _bound_at(scope, name, function, is_builtin, known):
            result.sure.add(name)
            if len(bindings) == 1:
                result.single.add(name)
        else:
            result.shaky.add(name)
    result.shaky |= scope_of(node).declared_nonlocal - result.sure
    return result


def _lasts(bindings: tuple[Binding, ...]) -> bool:
    """True where nothing unbinds the name again."""
    return all(one.how is not Binds.DELETION and not isinstance(one.node, ast.ExceptHandler) for one in bindings)


def _bound_at(
    scope: Scope, name: str, function: NodePath, is_builtin: Callable[[str], bool], known: dict[Scope, FlowAnalysis]
) -> bool:
    """True where the name is surely bound in its own function when the statement that holds the inner one begins.

    `known` are the functions around that other names made it analyse.
    """
    if not isinstance(scope.node, FUNCTIONS):
        return False
    if scope not in known:
        depth = len(scope.path)
        end = next(i for i in range(depth, len(function)) if _stands_in(scope.node, function, i))
        known[scope] = FlowAnalysis(
            Region(function[: end + 1]),
            scope.node,
            tracked=[one for one in scope.bindings if scope.binds(one)],
            parameters=[one for one, found in scope.bindings.items() if any(b.how is Binds.PARAMETER for b in found)],
            outer=(),
            is_builtin=is_builtin,
            suppresses=lambda manager: True,
        )
    return known[scope].is_bound_before(name)


def _stands_in(outer: ast.AST, path: NodePath, index: int) -> bool:
    """True for the step to the statement of `outer` that is, or holds, the next function or class inside it."""
    node = path[index].node
    nested = (*FUNCTIONS, ast.ClassDef)
    return isinstance(node, nested) or (index + 1 < len(path) and isinstance(path[index + 1].node, ast.Lambda))
