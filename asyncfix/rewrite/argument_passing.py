"""Objects that a coroutine makes and hands to other coroutines of the file, which use them under a parameter's name."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from asyncfix.binding.execution_context import place_of
from asyncfix.binding.qualified_names import Names
from asyncfix.dataflow.def_use import mentions_of, uses_of_name
from asyncfix.dataflow.except_clauses import clauses_around
from asyncfix.dataflow.value_facts import Goes, Handed, Use
from asyncfix.files.text_edits import Span
from asyncfix.syntax.node_id import NO_NODE
from asyncfix.syntax.node_path import NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree

if TYPE_CHECKING:
    from asyncfix.callgraph.project_index import Index

_QUOTED = re.compile(r"(?P<quote>['\"])[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(?P=quote)\Z")
_PARAMETER = frozenset({NO_NODE})  # the binding of a name that is there when a function begins


@dataclass(slots=True)
class _Reach:
    """Where one object goes."""

    uses: list[Use] = field(default_factory=list)
    passed: set[Span] = field(default_factory=set)  # the arguments that it is
    taken: dict[tuple[str, str], NodePath] = field(
        default_factory=dict
    )  # functions and parameters; the way to the function
    annotations: list[tuple[Span, str]] = field(default_factory=list)
    caught: list[tuple[int, str]] = field(default_factory=list)
    doubt: str = ""


def handed(
    tree: Tree, names: Names, index: Index | None, uses: Sequence[Use], others: Sequence[tuple[Span, Sequence[Use]]]
) -> Handed | None:
    """The uses of an object, some of which hand it on; None where none does.

    `others` are the places and uses of the calls that make further objects of the kind.
    """
    own = _reach(tree, names, uses)
    if not own.taken:
        return None
    beside = [(span, _reach(tree, names, further)) for span, further in others]
    shared = [(span, reach) for span, reach in beside if reach.taken.keys() & own.taken.keys()]
    doubt = next((one.doubt for one in (own, *(reach for _, reach in shared)) if one.doubt), "")
    passed = own.passed.union(*(reach.passed for _, reach in shared))
    for (function, parameter), path in own.taken.items():
        doubt = doubt or _other_caller(tree, names, index, path, function, parameter, passed)
    sources = tuple(span for span, _ in shared)
    found = tuple(replace(use, sources=(*use.sources, *sources)) for use in own.uses)
    functions = tuple(dict.fromkeys(function for function, _ in own.taken))
    return Handed(found, frozenset(own.passed), functions, tuple(own.annotations), sources, tuple(own.caught), doubt)


def _reach(tree: Tree, names: Names, uses: Sequence[Use]) -> _Reach:
    reach = _Reach()
    waiting = [use for use in uses if use.goes is Goes.PASS]
    while waiting:
        use = waiting.pop()
        taker = _taker(tree, names, use)
        if taker is None:
            continue
        path, parameter = taker
        function = path[-1].node
        assert isinstance(function, ast.AsyncFunctionDef)
        reach.passed.add(use.span)
        whole = tree.path(use.span.start)
        reach.caught += [(one.line, one.name) for one in clauses_around(tree, names, whole, place_of(whole))]
        if use.mixed:
            reach.doubt = reach.doubt or f"in line {use.line} something else may be passed on as well"
        if (function.name, parameter.arg) in reach.taken:
            continue
        reach.taken[function.name, parameter.arg] = path
        if function.decorator_list:
            reach.doubt = reach.doubt or f"`{function.name}` is decorated"
        reach.annotations += _annotations(tree, names, path, parameter)
        further = list(uses_of_name(tree, names, path, parameter.arg, _PARAMETER))
        reach.uses += further
        waiting += [one for one in further if one.goes is Goes.PASS]
    return reach


def _taker(tree: Tree, names: Names, use: Use) -> tuple[NodePath, ast.arg] | None:
    """The coroutine of the module that takes what is passed, and its parameter."""
    path = tree.path(use.span.start)
    if len(path) < 3 or tree.span(path[-1].node) != use.span:
        return None
    keyword = path[-2].node if isinstance(path[-2].node, ast.keyword) else None
    call = path[-3 if keyword is not None else -2].node
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or path[-1].node is call.func:
        return None
    meaning = names.lookup(call.func.id, names.scopes(path))
    if meaning.scope is None or not meaning.scope.is_module or len(meaning.bindings) != 1:
        return None
    function = meaning.bindings[0].node
    if not isinstance(function, ast.AsyncFunctionDef) or function not in tree.module.body:
        return None
    parameter = _parameter(function.args, call, path[-1].node, keyword)
    return ((Step(tree.module, ""), Step(function, "body")), parameter) if parameter is not None else None


def _parameter(arguments: ast.arguments, call: ast.Call, value: ast.AST, keyword: ast.keyword | None) -> ast.arg | None:
    if keyword is not None:
        named = [*arguments.args, *arguments.kwonlyargs]
        return next((one for one in named if one.arg == keyword.arg), None)
    before = call.args[: next((i for i, one in enumerate(call.args) if one is value), 0)]
    positional = [*arguments.posonlyargs, *arguments.args]
    if any(isinstance(one, ast.Starred) for one in before) or len(before) >= len(positional):
        return None
    return positional[len(before)]


def _annotations(tree: Tree, names: Names, path: NodePath, parameter: ast.arg) -> Iterator[tuple[Span, str]]:
    """The places in the annotation of a parameter, those in quotes included, and the qualified names there."""
    if parameter.annotation is None:
        return
    arguments = path[-1].node.args  # type: ignore[attr-defined]
    holder = (*path, Step(arguments, "args"), Step(parameter, "args"), Step(parameter.annotation, "annotation"))
    for below in walk_paths(holder):
        node = below[-1].node
        if isinstance(node, (ast.Name, ast.Attribute)) and (meant := names.meaning(below).certain):
            yield tree.span(node), meant
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _QUOTED.match(tree.text(node)):
            name = ast.parse(node.value, mode="eval").body
            yield tree.span(node), names.meaning((*below[:-1], Step(name, "annotation"))).certain


def _other_caller(
    tree: Tree, names: Names, index: Index | None, path: NodePath, function: str, parameter: str, passed: set[Span]
) -> str:
    """Where the function gets something else, or may; "" where all of its callers are known."""
    if index is not None:
        for file, one in index.mentions(function, os.path.abspath(tree.source.path)).items():
            if line := one.called or one.named or one.taken:
                return f"{os.path.basename(file)}:{line} uses `{function}` as well"
    for mention in mentions_of(tree, function):
        node = mention[-1].node
        line = tree.source.position(tree.span(node).start)[0] if not isinstance(node, ast.Module) else 0
        if isinstance(node, ast.Constant) and node.value == function:
            return f"line {line} names `{function}`"
        if not isinstance(node, ast.Name) or node.id != function:
            continue
        call = mention[-2].node
        if not isinstance(call, ast.Call) or mention[-1].field != "func":
            return f"line {line} uses `{function}` as a value"
        definition = path[-1].node
        assert isinstance(definition, ast.AsyncFunctionDef)
        values = [(one, None) for one in call.args] + [(one.value, one) for one in call.keywords]
        takers = ((one, _parameter(definition.args, call, one, word)) for one, word in values)
        given = [tree.span(one) for one, taker in takers if taker is not None and taker.arg == parameter]
        if not given or given[0] not in passed:
            return f"line {line} calls `{function}` with something else"
    return ""
