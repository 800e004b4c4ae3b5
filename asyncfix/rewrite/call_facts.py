"""The facts about one call, gathered as a rewrite function asks for them."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from asyncfix.binding.execution_context import binds_tighter, place_of
from asyncfix.binding.loop_context import is_coroutine_call, loop_runs
from asyncfix.binding.qualified_names import Names
from asyncfix.callgraph.name_references import references
from asyncfix.dataflow.constant_values import value_of
from asyncfix.dataflow.def_use import uses_of
from asyncfix.dataflow.exception_observers import RaisedClasses, observer_of
from asyncfix.dataflow.value_facts import Handed, Kept, Use, Wrapper
from asyncfix.files.text_edits import Span
from asyncfix.matching import Island, Pattern
from asyncfix.recipe import Arguments, Call, GivenArgument
from asyncfix.rewrite.argument_passing import handed
from asyncfix.rewrite.code_facts import CodeFacts
from asyncfix.syntax.node_id import node_id
from asyncfix.syntax.node_path import FSTRINGS, NodePath, Step, walk_paths
from asyncfix.syntax.tree import Tree


class CallFacts(CodeFacts, Call):
    """A call that fits a pattern. `at` makes one, or None where the call does not fit."""

    others: tuple[CallFacts, ...] = ()  # of the same recipe in the file, this one included
    kept: Kept | None = None
    wrapper: Wrapper | None = None

    def __init__(self, tree: Tree, names: Names, path: NodePath, name: str, captures: Mapping[str, Span]) -> None:
        super().__init__(tree, names, path, captures)
        self._name = name

    @classmethod
    def at(cls, tree: Tree, names: Names, path: NodePath, name: str, pattern: Pattern) -> CallFacts | None:
        node = path[-1].node
        span = tree.span(node)
        captures = pattern.match(Island.expression(tree.source.text[span.start : span.end]))
        if captures is None:
            return None
        placed = {
            key: Span(span.start + capture.span.start, span.start + capture.span.end)
            for key, capture in captures.items()
        }
        return cls(tree, names, path, name, placed)

    @property
    def node(self) -> ast.Call:
        node = self.path[-1].node
        assert isinstance(node, ast.Call)
        return node

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def captures(self) -> Mapping[str, str]:
        text = self.tree.source.text
        return {name: text[span.start : span.end] for name, span in self.spans.items()}

    @cached_property
    def arguments(self) -> Arguments:
        call = self.node
        starred = [argument for argument in call.args if isinstance(argument, ast.Starred)]
        double = any(keyword.arg is None for keyword in call.keywords)
        return Arguments(
            positional=len(call.args) - len(starred),
            keywords=tuple(keyword.arg for keyword in call.keywords if keyword.arg is not None),
            starred=bool(starred) or double,
            star=bool(starred),
            double_star=double,
            generator=self._is_bare_generator,
        )

    @property
    def _is_bare_generator(self) -> bool:
        match self.node.args:
            case [ast.GeneratorExp() as generator] if not self.node.keywords:
                between = self.tree.source.text[self.function_span.end : self.tree.span(generator).start]
                return "(" not in between
        return False

    @cached_property
    def given(self) -> tuple[GivenArgument, ...]:
        return given_to(self.tree, self.names, self.path)

    @property
    def nearby(self) -> tuple[Call, ...]:
        return self.others

    @cached_property
    def alike(self) -> frozenset[Span]:
        return frozenset(one.span for one in self.others)

    @property
    def function_span(self) -> Span:
        return self.tree.span(self.node.func)

    @property
    def tight(self) -> bool:
        return binds_tighter(self.path) and self.tree.span(self.path[-2].node).start == self.span.start

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        return uses_of(self.tree, self.names, self.path)

    @cached_property
    def handed(self) -> Handed | None:
        word = _last_word(self)
        others = [(one.span, one.uses) for one in self.others if one.span != self.span and _last_word(one) == word]
        return handed(self.tree, self.names, self.index, self.uses, others)

    def exception_observer(self, raised: RaisedClasses, at: Span | None = None) -> tuple[int, str] | None:
        path = self.path if at is None else self.tree.path(at.start)
        place = self.place if at is None else place_of(path)
        return observer_of(self.tree, self.names, path, place, raised)

    @property
    def independent(self) -> int:
        own = _statement_in(self.path)
        for other in self.others:
            if other.name != self.name or not all(isinstance(one.path[-2].node, ast.Assign) for one in (self, other)):
                continue
            there = _statement_in(other.path)
            same_block = there[:-1] == own[:-1] and there[-1] > own[-1]
            if not same_block or other.place.function is not self.place.function:
                continue
            if not any(self.span.end <= use.span.start < other.span.end for use in self.uses):
                return self.tree.source.position(other.span.start)[0]
        return 0

    @property
    def awaited(self) -> bool:
        return isinstance(self.path[-2].node, ast.Await)

    @cached_property
    def others_run_on_loop(self) -> bool:
        others = (found for found in references(self.tree, self.names, {self.name}) if found.call != self.path)
        return all(found.call and loop_runs(self.tree, self.names, found.call) for found in others)

    @property
    def first_argument_is_coroutine(self) -> bool:
        return bool(self.node.args) and is_coroutine_call(self.names, self.path, self.node.args[0])

    def made_by(self, use: Use) -> CallFacts | None:
        whole = self.tree.path(use.span.end - 1)
        for path in walk_paths(whole) if isinstance(whole[-1].node, FSTRINGS) else (whole,):
            for index in range(len(path) - 1, 0, -1):
                node = path[index].node
                if isinstance(node, ast.Call) and self.tree.span(node) == use.span:
                    made = CallFacts(self.tree, self.names, path[: index + 1], f"{self.name}().{use.name}", {})
                    made.others, made.options = self.others, self.options
                    return made
        return None

    def chained(self, method: str, pattern: str) -> CallFacts | None:
        if len(self.path) < 3 or self.path[-1].field != "value" or self.path[-2].field != "func":
            return None
        attribute, outer = self.path[-2].node, self.path[-3].node
        if not isinstance(attribute, ast.Attribute) or attribute.attr != method or not isinstance(outer, ast.Call):
            return None
        return CallFacts.at(self.tree, self.names, self.path[:-2], f"{self.name}().{method}", Pattern.compile(pattern))


def _last_word(call: CallFacts) -> str:
    """What is called, where a class and the function that makes its objects are the same: `Session`, `session`."""
    return call.name.rpartition(".")[2].lower()


def _statement_in(path: NodePath) -> tuple[int, str, int]:
    """The block in which the statement of the path's end stands, and its number in it."""
    index = max(i for i, step in enumerate(path) if isinstance(step.node, ast.stmt))
    above, step = path[index - 1].node, path[index]
    block = getattr(above, step.field, None)
    number = next((i for i, one in enumerate(block) if one is step.node), 0) if isinstance(block, list) else 0
    return node_id(above), step.field, number


def given_to(tree: Tree, names: Names, path: NodePath) -> tuple[GivenArgument, ...]:
    """The arguments of the call at the end of the path."""
    call = path[-1].node
    assert isinstance(call, ast.Call)
    found: list[GivenArgument] = []
    for argument in call.args:
        inner = argument.value if isinstance(argument, ast.Starred) else argument
        value = value_of(tree, names, (*path, Step(inner, "args")))
        found.append(GivenArgument("*" if isinstance(argument, ast.Starred) else "", value, tree.span(argument)))
    for keyword in call.keywords:
        value = value_of(tree, names, (*path, Step(keyword, "keywords"), Step(keyword.value, "value")))
        found.append(GivenArgument(keyword.arg or "**", value, tree.span(keyword)))
    text, start = tree.source.text, tree.span(call).start
    leads = (re.search(r"\s*\Z", text[start : given.span.start]) for given in found)
    placed = [replace(given, lead=lead[0] if lead else "") for given, lead in zip(found, leads, strict=True)]
    return tuple(sorted(placed, key=lambda given: given.span))
