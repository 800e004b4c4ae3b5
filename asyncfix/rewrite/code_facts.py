"""The facts about a piece of code that do not depend on what it is, gathered as a rewrite function asks for them."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from weakref import WeakKeyDictionary

from asyncfix.binding.async_library import doubt_about_library, library_at
from asyncfix.binding.caught_exceptions import caught_around, is_clean_up
from asyncfix.binding.execution_context import ExecutionContext, no_await, place_of
from asyncfix.binding.loop_context import in_main_block, loop_runs, stands_in_for
from asyncfix.binding.qualified_names import Names
from asyncfix.callgraph import EVERYWHERE
from asyncfix.callgraph.project_index import Index, index_of
from asyncfix.callgraph.web_applications import applications
from asyncfix.config.options import Options
from asyncfix.dataflow.except_clauses import classes_around_calls, clauses_around
from asyncfix.dataflow.module_mentions import mentions_in
from asyncfix.dataflow.value_facts import Application, Clause, Mention
from asyncfix.effects.atomicity import Interplay, merged
from asyncfix.effects.interference import hazards_of_await
from asyncfix.files.text_edits import Span
from asyncfix.recipe import Library, Unit
from asyncfix.recipe_facts import PlaceFacts, ProjectFacts
from asyncfix.syntax.node_path import COMPREHENSIONS, FSTRINGS, NodePath
from asyncfix.syntax.tree import Tree

_USES_ANYIO = re.compile(r"^(?:from|import)[ \t]+(?:anyio|fastapi|starlette)\b", re.MULTILINE)


_ALONE: WeakKeyDictionary[Tree, Interplay] = WeakKeyDictionary()


def _interplay_of(tree: Tree) -> Interplay:
    """What new waits would break in a file of which nobody knows the project."""
    known = _ALONE.get(tree)
    if known is None:
        known = _ALONE[tree] = index_of(tree.source, tree.module).interplay
    return known


class CodeFacts(PlaceFacts, ProjectFacts):
    """The facts about the code at the end of a path."""

    options = Options()
    index: Index | None = None

    def __init__(self, tree: Tree, names: Names, path: NodePath, spans: Mapping[str, Span]) -> None:
        self.tree = tree
        self.names = names
        self.path = path
        self.spans = spans  # of what templates may name, in the file

    @property
    def span(self) -> Span:
        return self.tree.span(self.path[-1].node)

    @property
    def quote(self) -> str:
        around = next((step.node for step in self.path if isinstance(step.node, FSTRINGS)), None)
        if around is None:
            return '"'
        start = self.tree.text(around).lstrip("fFrRuUbBtT")
        return "'" if start.startswith('"') else '"'

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return clauses_around(self.tree, self.names, self.path, self.place)

    @property
    def in_loop(self) -> bool:
        steps = self.path[len(self.place.path) :]
        loops = any(isinstance(up.node, ast.For) and step.field == "body" for up, step in pairwise(steps))
        return loops or any(isinstance(up.node, COMPREHENSIONS) and step.field == "elt" for up, step in pairwise(steps))

    def named_in_project(self, word: str) -> bool:
        if self.tree.paths(word):
            return True
        if self.index is None:
            return False
        self.index.asked.add(EVERYWHERE)
        return bool(self.index.files_with(word))

    def mentions(self, module: str) -> tuple[Mention, ...]:
        return tuple(mentions_in(self.tree, self.names, self.place, module))

    @cached_property
    def applications(self) -> tuple[Application, ...]:
        own = tuple(applications(self.tree, self.names))
        if self.index is None:
            return own
        events = bool(own) and self.index.served.has_events()
        found = tuple(replace(one, has_events=one.has_events or events) for one in own)
        return found or self.index.served.applications(os.path.abspath(self.tree.source.path))

    @cached_property
    def called_elsewhere_in(self) -> tuple[tuple[int, str], ...]:
        return tuple(classes_around_calls(self.tree, self.names, self.place))

    @cached_property
    def place(self) -> ExecutionContext:
        return place_of(self.path)

    @property
    def unit(self) -> Unit:
        return self.place.unit

    @property
    def function(self) -> str:
        if self.unit is Unit.MODULE:
            return "the module"
        return "a lambda" if self.unit is Unit.LAMBDA else f"`{self.place.name}`"

    @cached_property
    def library(self) -> Library:
        return library_at(self.tree, self.names, self.path, self.place)

    @cached_property
    def loop_runs(self) -> bool:
        return loop_runs(self.tree, self.names, self.path)

    @property
    def no_await(self) -> str:
        return no_await(self.place)

    @cached_property
    def await_hazards(self) -> tuple[str, ...]:
        found = list(hazards_of_await(self.tree, self.names, self.path, self.place))
        interplay = self.index.interplay if self.index is not None else _interplay_of(self.tree)
        found = [*merged(found, interplay.of_await(self.tree, self.path, self.place))]
        if doubt := doubt_about_library(self.tree, self.names, self.place):
            found.append(doubt)
        if is_clean_up(self.path[len(self.place.path) - 1 :]) and self._has_anyio:
            found.append("in a task that anyio has cancelled, as where a client is gone, the await ends at once")
        return tuple(found)

    @property
    def _has_anyio(self) -> bool:
        """True where the file or its project uses anyio, or a framework that stands on it."""
        if _USES_ANYIO.search(self.tree.source.text):
            return True
        return self.index is not None and self.index.uses("anyio", "fastapi", "starlette")

    @cached_property
    def caught(self) -> frozenset[str]:
        return caught_around(self.names, self.path, self.place)

    @property
    def in_main_block(self) -> bool:
        return in_main_block(self.path)

    def stands_in_for(self, word: str) -> bool:
        return stands_in_for(self.path, word)
