"""The meaning of names and values in files that the index did without: read when somebody asks."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable
from typing import TypeVar

from asyncfix.callgraph.project_index import Index
from asyncfix.inference import types as t
from asyncfix.inference.module_summary import ClassSummary, FileSummary
from asyncfix.inference.resolver import Project
from asyncfix.inference.summarise import Reader
from asyncfix.inference.symbolic import Symbolic

A = TypeVar("A")
_ROUNDS = 20  # of reading what the last answer lacked


class OnDemandResolver:
    """The project of an index, with as many more of its files as the answers take. The index itself stays as it is."""

    def __init__(self, index: Index) -> None:
        self._more: dict[str, FileSummary] = {}
        self._reader = Reader()
        self._reader.summarise(())  # the next time it leaves nothing out
        known = index.project
        self._project = Project(ChainMap(self._more, dict(known.summaries)), known.modules, known.catalogue)
        self._project.properties |= known.properties
        self._project.refused |= known.refused

    def resolve(self, value: Symbolic, path: str) -> frozenset[t.Type]:
        """Everything that a value, described in the file, may be."""
        return self._answer(lambda: self._project.resolve(value, path))

    def lineage(self, path: str, name: str) -> list[tuple[str, ClassSummary] | str]:
        """A class and its bases, as `Project.lineage` tells."""
        self._read({path})
        return self._answer(lambda: self._project.lineage(path, name))

    def _answer(self, ask: Callable[[], A]) -> A:
        answer = ask()
        for _ in range(_ROUNDS):
            wanted = set(self._project.missing)
            self._project.missing.clear()
            if not self._read(wanted):
                break
            answer = ask()
        return answer

    def _read(self, paths: set[str]) -> bool:
        """Read those of the files that are not known yet. False where there is none."""
        wanted = sorted(paths - self._project.summaries.keys() - self._project.refused)
        for path, summary in self._reader.summarise(wanted).items():
            if summary is None:
                self._project.refused.add(path)
            else:
                self._more[path] = summary
        self._project.learn(path for path in wanted if path in self._more)
        return bool(wanted)
