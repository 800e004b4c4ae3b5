"""The index of a project: built from the coroutines outwards, file by file as their calls lead there."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from asyncfix.callgraph import EVERYWHERE, WORD
from asyncfix.callgraph.blocking_reach import Begin, Blocking
from asyncfix.callgraph.call_targets import CallTarget, blocking_targets
from asyncfix.callgraph.function_references import Mentioned, Mentions, module_name
from asyncfix.callgraph.memory_databases import MemoryDatabase, memory_databases
from asyncfix.callgraph.shared_connections import Transactions
from asyncfix.catalogue import CATALOGUE, Catalogue, Row
from asyncfix.effects.atomicity import Interplay
from asyncfix.effects.concurrency import Together
from asyncfix.errors import UnreadableError
from asyncfix.files.regular_files import regular_bytes
from asyncfix.files.source import Source
from asyncfix.fixes import Frame
from asyncfix.inference import types as t
from asyncfix.inference.eval_functions import FileFlow
from asyncfix.inference.events import EventKind
from asyncfix.inference.import_resolution import Modules
from asyncfix.inference.module_summary import FileSummary, summarised
from asyncfix.inference.resolver import Project
from asyncfix.inference.symbolic import CallArguments, Name, Symbolic
from asyncfix.syntax.parse import parse

if TYPE_CHECKING:
    from asyncfix.callgraph.on_demand import OnDemandResolver
    from asyncfix.callgraph.web_app_graph import WebAppGraph

Summaries = Mapping[str, FileSummary | None]
"""By path; None for a file that can't be read."""
Summarise = Callable[[Sequence[str]], Summaries]
"""Gives the summaries of files. The first time, files without coroutines may be left out."""


_WORD = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*")


def _words_of(path: str) -> bytes:
    """The words of a file, each once and between spaces: a tenth of what a set of them takes."""
    return b" %b " % b" ".join(set(_WORD.findall(regular_bytes(path))))


@dataclass(frozen=True, slots=True)
class BlockingCause:
    """The reason for which a use of a value stops the loop: the row at the end of the call chain, and the chain."""

    row: Row
    certain: bool = True
    function: t.ProjectFunction | None = None  # the function of the project that is called, where one is
    receiver: t.LibraryInstance | None = None  # the object whose method it is
    frames: tuple[Frame, ...] = ()
    others: tuple[t.ProjectFunction, ...] = ()  # functions of the project that may be called instead

    @property
    def functions(self) -> tuple[t.ProjectFunction, ...]:
        """All functions of the project that may be called."""
        return self.others if self.function is None else (self.function, *self.others)


class Index:
    """All that is known of a project's functions."""

    def __init__(self, project: Project, blocking: Blocking) -> None:
        self.project = project
        self.blocking = blocking
        self.asked: set[str] = set()  # the files whose insides somebody asked for, or EVERYWHERE
        self._together: Together | None = None
        self._files: dict[str, bytes] | None = None
        self._found: dict[str, list[str]] = {}  # by word
        self._mentioned: dict[str, Mentioned | None] = {}

    def cause(self, kind: EventKind, value: Symbolic, given: CallArguments, path: str) -> BlockingCause | None:
        """The reason for which such a use of the value stops the loop; None where none is known."""
        stop = blocking_targets(self.project, kind, value, given, path)
        if stop is None:
            return None
        if stop.row is not None:
            return BlockingCause(stop.row, stop.certain, receiver=stop.receiver, others=stop.others)
        return self._through(stop)

    def _through(self, stop: CallTarget) -> BlockingCause | None:
        assert stop.function is not None
        functions = (stop.function, *stop.others)
        chains = ((one, self.blocking.chain(one)) for one in functions)
        function, steps = next(((one, steps) for one, steps in chains if steps), (stop.function, []))
        if not steps:
            return None
        others = tuple(one for one in functions if one != function)
        frames = [
            Frame(link.then.name if link.then else link.row.name, function.path, link.line) for function, link in steps
        ]
        return BlockingCause(steps[-1][1].row, stop.certain, function, frames=tuple(frames), others=others)

    @property
    def together(self) -> Together:
        """Which coroutines run beside others."""
        self.asked.add(EVERYWHERE)
        if self._together is None:
            self._together = Together(self.project)
        return self._together

    @cached_property
    def memory_databases(self) -> list[MemoryDatabase]:
        """The places of the project that name databases in memory."""
        self.asked.add(EVERYWHERE)
        return memory_databases(self.files_with)

    @cached_property
    def interplay(self) -> Interplay:
        """What new suspensions would break. Callers in other files are looked into where that matters."""

        def looks_at(function: t.ProjectFunction, callers: Sequence[t.ProjectFunction]) -> None:
            self.asked.add(WORD + function.name.rpartition(".")[2])
            self.asked.update(one.path for one in callers if one.path != function.path)

        return Interplay(self.project, looks_at)

    @cached_property
    def transactions(self) -> Transactions:
        """The connections that functions take from what keeps them."""
        return Transactions(self.blocking)

    @cached_property
    def further(self) -> OnDemandResolver:
        """Answers that may take files which the index did without."""
        from asyncfix.callgraph.on_demand import OnDemandResolver  # which is made of an index

        self.asked.add(EVERYWHERE)
        return OnDemandResolver(self)

    @cached_property
    def served(self) -> WebAppGraph:
        """Which applications the modules of the project work for."""
        from asyncfix.callgraph.web_app_graph import WebAppGraph

        return WebAppGraph(self)

    def uses(self, *packages: str) -> bool:
        """True where a file of the project that was looked at imports one of the packages."""
        return not self._packages.isdisjoint(packages)

    @cached_property
    def _packages(self) -> frozenset[str]:
        return frozenset(
            value.target.partition(".")[0]
            for summary in self.project.summaries.values()
            for value in summary.imports.values()
            if isinstance(value, Name)
        )

    def fingerprint(self) -> str:
        """A text that changes with what the project as a whole says: its files and the packages that they use."""
        told = [*sorted(self.project.modules.paths), "", *sorted(self.project.summaries), "", *sorted(self._packages)]
        return blake2b("\n".join(told).encode(errors="surrogateescape"), digest_size=16).hexdigest()

    def mentions(self, name: str, path: str) -> dict[str, Mentions]:
        """The references of other files of the project to a function of the file at the path, by their paths."""
        self.asked.add(EVERYWHERE)
        stem = module_name(path)
        found = {}
        near = set(self._words(stem))
        for other in self._words(name):
            if other != path and (other in near or os.path.dirname(other) == os.path.dirname(path)):
                mentioned = self._mentioned_in(other)
                found[other] = mentioned.of(name, stem) if mentioned is not None else Mentions(named=1)
        return found

    def _mentioned_in(self, path: str) -> Mentioned | None:
        """What a file mentions; None for one that can't be parsed."""
        if path not in self._mentioned:
            try:
                self._mentioned[path] = Mentioned(parse(Source(regular_bytes(path), path)))
            except (UnreadableError, RecursionError, ValueError):
                self._mentioned[path] = None
        return self._mentioned[path]

    def unlisted_with(self, word: str) -> list[str] | None:
        """The files of the project that are not looked at and in which a word occurs; None for too many to tell."""
        self.asked.add(EVERYWHERE)
        unlisted, wanted = self.project.modules.unlisted, word.encode()
        return [path for path in unlisted if wanted in regular_bytes(path)] if unlisted is not None else None

    def files_with(self, word: str) -> list[str]:
        """The files of the project that are looked at and in which a word occurs, sorted."""
        return [path for path in self._words(word) if path in self.project.modules.paths]

    def _words(self, name: str) -> list[str]:
        """The files in which a word occurs, sorted, those that nobody listed among them."""
        known = self._found.get(name)
        if known is None:
            if self._files is None:
                paths = {*self.project.modules.paths, *(self.project.modules.unlisted or ())}
                self._files = {path: _words_of(path) for path in sorted(paths)}
            word = b" %b " % name.encode()
            known = self._found[name] = [path for path, words in self._files.items() if word in words]
        return known

    def blocking_files(self) -> frozenset[str]:
        """The files with a coroutine that something stops."""
        functions = ((one, self.project.function(one)) for one in self.blocking.stopped())
        return frozenset(one.path for one, summary in functions if summary is not None and summary.is_async)


def build(
    wanted: Iterable[str],
    modules: Modules,
    summarise: Summarise,
    catalogue: Catalogue = CATALOGUE,
    begin: Begin = lambda paths: None,
) -> Index:
    """The index of the project, from the files that hold coroutines outwards. `summarise` reads files.

    `begin` is told early which of them it will be asked for.
    """
    summaries: dict[str, FileSummary] = {}
    project = Project(summaries, modules, catalogue)
    blocking = Blocking(project)
    new = sorted(set(wanted))
    while new:
        for path, summary in summarise(new).items():
            if summary is None:
                project.refused.add(path)
            else:
                summaries[path] = summary
        project.missing.clear()
        project.learn(path for path in new if path in summaries)
        blocking.explore(
            (
                t.ProjectFunction(path, name)
                for path in new
                if path in summaries
                for name, function in summaries[path].functions.items()
                if function.is_async
            ),
            begin,
        )
        new = sorted(project.missing - summaries.keys() - project.refused)
    blocking.settle()
    return Index(project, blocking)


def index_of(source: Source, module: ast.Module, catalogue: Catalogue = CATALOGUE) -> Index:
    """The index of one file by itself."""
    path = os.path.abspath(source.path)
    summary = summarised(FileFlow(module), path)
    return build([path], Modules([path]), lambda paths: dict.fromkeys(paths, summary), catalogue)
